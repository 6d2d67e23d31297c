package dev.probeline.alerts;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.AlertEvent;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The process against a real broker: two of it, of which one is killed and then the other, and one with edited rules. */
@ExtendWith(KafkaClusterExtension.class)
class AlertConsumerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String RULES = """
        groups:
          - name: errors
            rules:
              - alert: ErrorRateHigh
                window: 1m
                when: error_rate > 50%
                for: 20s
                severity: critical
        """;

    KafkaCluster cluster;

    @TempDir
    Path folder;

    private TestRegistry registry;
    private Inbox inbox;
    private Pipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        registry = new TestRegistry();
        inbox = new Inbox();
        pipeline = new Pipeline(KafkaSettings.of(cluster.getBootstrapServers(), registry.url()));
    }

    @AfterEach
    void stop() {
        pipeline.close();
        inbox.close();
        registry.close();
    }

    @Test
    void ofTwoOneIsKilledWhilePendingAndOneWhileFiringAndEachTransitionIsToldOnce() throws Exception {
        try (Replicas replicas = new Replicas()) {
            replicas.start("one");
            replicas.start("two");
            pipeline.tell(failing(8, START));
            awaitEvents("pending");
            replicas.start(replicas.killThatWhich("pending"));
            pipeline.tell(failing(8, START.plusSeconds(30)));
            awaitEvents("pending", "firing");
            await().atMost(PATIENCE).until(this::everythingIsCommitted);
            replicas.killThatWhich("firing");
            pipeline.tell(failing(8, START.plusSeconds(40)));
            pipeline.tell(failing(0, START.plusSeconds(50)));
            awaitEvents("pending", "firing", "resolved");
            await().atMost(PATIENCE).until(() -> inbox.told().size() >= 2);

            assertThat(replicas.stopTheLast()).as("exit code after SIGTERM").isEqualTo(143);
        }

        List<AlertEvent> events = pipeline.events();
        assertThat(events)
                .extracting(AlertEvent::getAlertId)
                .containsOnly(events.get(0).getAlertId());
        assertThat(events.get(2).getFiringSince()).isEqualTo(START.plusSeconds(30));
        assertThat(inbox.told()).containsExactly("firing ErrorRateHigh", "resolved ErrorRateHigh");
    }

    @Test
    void aBadEditIsRefusedWholeAndAGoodOneIsAtWorkWithoutARestart() throws Exception {
        try (AlertProcess process = process("one", 0)) {
            pipeline.tell(failing(8, START));
            pipeline.tell(failing(8, START.plusSeconds(30)));
            awaitEvents("pending", "firing");

            Files.writeString(folder.resolve("rules.yml"), RULES.replace("error_rate > 50%", "eror_rate > 50%"));
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(log("one")).contains("metric: eror_rate (expected: error_rate"));
            pipeline.tell(failing(8, START.plusSeconds(40)));

            Files.writeString(folder.resolve("rules.yml"), RULES.replace("alert: ErrorRateHigh", "alert: Renamed"));
            awaitEvents("pending", "firing", "resolved");
            pipeline.tell(failing(8, START.plusSeconds(50)));
            awaitEvents("pending", "firing", "resolved", "pending");

            assertThat(process.stop()).isEqualTo(143);
        }
        assertThat(pipeline.events())
                .extracting(event -> event.getRule() + " " + event.getReason())
                .containsExactly(
                        "ErrorRateHigh condition_met",
                        "ErrorRateHigh for_elapsed",
                        "ErrorRateHigh rule_removed",
                        "Renamed condition_met");
    }

    /** Instances of one application, each with a page of metrics that says which alerts it has. */
    private final class Replicas implements AutoCloseable {
        private final Map<String, Integer> ports = new HashMap<>();
        private final Map<String, AlertProcess> running = new HashMap<>();

        void start(String name) throws IOException {
            int port = ports.computeIfAbsent(name, any -> freePort());
            running.put(name, process(name, port));
        }

        /** Returns the name of the one that had the alert. */
        String killThatWhich(String state) throws Exception {
            String line = "ALERTS{alertname=\"ErrorRateHigh\",alertstate=\"" + state + "\"";
            String owner = await().atMost(PATIENCE)
                    .until(
                            () -> running.keySet().stream()
                                    .filter(name -> has(name, line))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
            running.remove(owner).kill();
            return owner;
        }

        private boolean has(String name, String line) {
            try (InputStream page = URI.create("http://127.0.0.1:" + ports.get(name) + "/metrics")
                    .toURL()
                    .openStream()) {
                return new String(page.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .anyMatch(each -> each.startsWith(line) && each.endsWith(" 1.0"));
            } catch (IOException e) {
                return false; // it is still starting
            }
        }

        int stopTheLast() throws InterruptedException {
            assertThat(running).hasSize(1);
            return running.values().iterator().next().stop();
        }

        @Override
        public void close() {
            running.values().forEach(AlertProcess::close);
        }
    }

    private AlertProcess process(String name, int port) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yml"), RULES);
        Path config = Files.writeString(folder.resolve(name + ".yml"), """
            http: {port: %d}
            kafka:
              bootstrap_servers: "%s"
              schema_registry_url: %s
              properties:
                # So that a killed instance is missed soon.
                consumer.session.timeout.ms: 6000
                consumer.heartbeat.interval.ms: 1000
            state_dir: %s
            rule_files: [%s]
            receivers:
              inbox: {type: webhook, url: "%s"}
            """.formatted(
                        port, cluster.getBootstrapServers(), registry.url(), folder.resolve(name), rules, inbox.url()));
        return new AlertProcess(config, log(name));
    }

    private static int freePort() {
        try {
            return ScriptedServer.closedPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private void awaitEvents(String... states) {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .untilAsserted(() -> assertThat(pipeline.events())
                        .extracting(event -> event.getState().toString())
                        .containsExactly(states));
    }

    /** The kill shall hit after the commit: between sending and it a second notification would be right. */
    private boolean everythingIsCommitted() throws Exception {
        return pipeline.decisions().contains("told first notification");
    }
}
