package dev.probeline.quickstart;

import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An instance of the aggregator that can be killed and started again. */
final class AggregatorProcess implements AutoCloseable {
    private static final String MAIN = "dev.probeline.aggregator.AggregatorMain";

    private final Path config;
    private final Path log;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private ChildJvm jvm;

    private AggregatorProcess(Path config, Path log, int port) {
        this.config = config;
        this.log = log;
        this.port = port;
    }

    /**
     * Does not start it.
     *
     * @param name of its files
     * @param yaml its configuration beside Kafka and the folder of its state
     */
    static AggregatorProcess of(String name, Path directory, KafkaSettings kafka, String yaml) throws IOException {
        return of(name, directory, kafka, Duration.ofSeconds(6), yaml);
    }

    /** @param session without a sign of life from it, the group thinks it dead after so long */
    static AggregatorProcess of(String name, Path directory, KafkaSettings kafka, Duration session, String yaml)
            throws IOException {
        int port = FreePorts.find(1).get(0);
        String all = """
                http: {port: %d}
                kafka:
                  bootstrap_servers: %s
                  schema_registry_url: %s
                  properties:
                    consumer.session.timeout.ms: %d
                    consumer.heartbeat.interval.ms: 1000
                    acceptable.recovery.lag: 1000000000
                state_dir: %s
                """.formatted(
                                port,
                                kafka.bootstrapServers(),
                                kafka.schemaRegistryUrl(),
                                session.toMillis(),
                                directory.resolve(name))
                + yaml;
        return new AggregatorProcess(
                Files.writeString(directory.resolve(name + ".yaml"), all), directory.resolve(name + ".log"), port);
    }

    AggregatorProcess start() throws IOException {
        jvm = ChildJvm.start(MAIN, log, "--config", config.toString());
        return this;
    }

    /** Returns when it has its share of the work and what it needs to go on with it. */
    void awaitReady() {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        await("readiness, see " + log)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(question, BodyHandlers.discarding()).statusCode() == 200);
    }

    /** Of its metrics page the value of the first line that begins so. */
    double metric(String line) throws Exception {
        String page = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return page.lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + line + " in " + page));
    }

    /** SIGKILL: nothing is flushed, nobody is told. */
    void kill() {
        jvm.kill();
    }

    /** As a deployment ends it. */
    void leave() throws Exception {
        jvm.interrupt();
    }

    boolean isAlive() {
        return jvm.isAlive();
    }

    /** The end of its log. */
    @Override
    public String toString() {
        if (Files.notExists(log)) {
            return log.toString();
        }
        try {
            List<String> lines = Files.readAllLines(log);
            return log + ": " + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
    }
}
