package dev.probeline.quickstart.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for one node that is broker and controller at once and has little to do. */
record BrokerSettings(int clientPort, int controllerPort, Path logs) {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    Map<String, String> toMap() {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("log.dirs", logs.toString());
        settings.putAll(network());
        settings.putAll(singleNode());
        settings.putAll(small());
        return settings;
    }

    private Map<String, String> network() {
        return Map.of(
                "listeners",
                "CLIENTS://127.0.0.1:" + clientPort + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "CLIENTS://127.0.0.1:" + clientPort,
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name",
                "CLIENTS",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort);
    }

    /** One replica of everything, and nobody to hand partitions over to. */
    private static Map<String, String> singleNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "controlled.shutdown.enable", "false",
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0");
    }

    /** Threads and buffers for a handful of clients instead of a data centre. */
    private static Map<String, String> small() {
        return Map.of(
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.num.partitions", "3",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20),
                "log.index.size.max.bytes", String.valueOf(1 << 20),
                "metric.reporters", "");
    }
}
