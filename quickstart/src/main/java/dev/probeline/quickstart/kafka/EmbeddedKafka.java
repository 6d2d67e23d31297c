package dev.probeline.quickstart.kafka;

import dev.probeline.quickstart.CannotStartException;
import dev.probeline.quickstart.FreePorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka broker in this JVM: one KRaft node on the loopback address with its log in a given directory. */
public final class EmbeddedKafka implements AutoCloseable {
    private final int port;
    private final KafkaRaftServer server;

    private EmbeddedKafka(int port, KafkaRaftServer server) {
        this.port = port;
        this.server = server;
    }

    /** Starts on free ports. */
    public static EmbeddedKafka start(Path directory) {
        List<Integer> ports = FreePorts.find(2);
        return start(directory, ports.get(0), ports.get(1));
    }

    /** Returns when clients can connect. */
    public static EmbeddedKafka start(Path directory, int clientPort, int controllerPort) {
        FreePorts.requireFree("Kafka broker", clientPort);
        FreePorts.requireFree("Kafka controller", controllerPort);
        Path logs = directory.resolve("kafka");
        format(logs);
        BrokerSettings settings = new BrokerSettings(clientPort, controllerPort, logs);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.toMap(), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (KafkaException e) {
            server.shutdown();
            throw new CannotStartException("the Kafka broker does not start: " + e.getMessage(), e);
        }
        return new EmbeddedKafka(clientPort, server);
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path logs) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .run();
        } catch (Exception e) {
            throw new CannotStartException("the broker's log directory cannot be laid out: " + e.getMessage(), e);
        }
    }
}
