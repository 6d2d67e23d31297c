package dev.probeline.deployment.security;

import dev.probeline.quickstart.FreePorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A KRaft broker as a shared cluster has it: SASL_SSL with SCRAM on one listener, TLS with client certificates on another,
 * and Kafka's own authorizer, which refuses what no right allows.
 */
final class SecuredBroker implements AutoCloseable {
    static final String ADMIN = "admin";
    static final String ADMIN_PASSWORD = "admin-secret";
    private static final String SELF = "broker";

    private final List<Integer> ports = FreePorts.find(3);
    private final KafkaRaftServer server;

    SecuredBroker(Path folder, Authority authority) throws Exception {
        Path logs = folder.resolve("kafka");
        format(logs);
        server = new KafkaRaftServer(
                new KafkaConfig(settings(logs, authority.identity(SELF), authority.trust()), false), Time.SYSTEM);
        server.startup();
    }

    /** For users with a password. */
    String scram() {
        return "127.0.0.1:" + ports.get(0);
    }

    /** For users with a certificate. */
    String mutualTls() {
        return "127.0.0.1:" + ports.get(1);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private Map<String, String> settings(Path logs, Path identity, Path trust) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", logs.toString());
        settings.put(
                "listeners",
                "SCRAM://127.0.0.1:" + ports.get(0) + ",MTLS://127.0.0.1:" + ports.get(1) + ",CONTROLLER://127.0.0.1:"
                        + ports.get(2));
        settings.put("advertised.listeners", "SCRAM://" + scram() + ",MTLS://" + mutualTls());
        settings.put("listener.security.protocol.map", "SCRAM:SASL_SSL,MTLS:SSL,CONTROLLER:SSL");
        settings.put("inter.broker.listener.name", "MTLS");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get(2));
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("listener.name.scram.ssl.client.auth", "none");
        settings.put("ssl.client.auth", "required");
        settings.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.location", identity.toString());
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", trust.toString());
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:" + SELF + ";User:" + ADMIN);
        settings.put(
                "auto.create.topics.enable", "true"); // a cluster of others' may: our rights have to hold all the same
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "3");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        return settings;
    }

    private static void format(Path logs) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(logs.toString())
                .addDirectory(logs.toString())
                .setScramArguments(List.of("SCRAM-SHA-512=[name=" + ADMIN + ",password=" + ADMIN_PASSWORD + "]"))
                .run();
    }
}
