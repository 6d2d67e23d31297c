package dev.probeline.alerts;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.AlertEvent;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The process against a real broker, killed while an alert is pending and again while it fires. */
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
    void killedWhilePendingAndWhileFiringItTellsEachTransitionOnce() throws Exception {
        try (AlertProcess first = process()) {
            pipeline.tell(failing(8, START));
            awaitEvents("pending");
            first.kill();
        }
        pipeline.tell(failing(8, START.plusSeconds(30)));
        try (AlertProcess second = process()) {
            awaitEvents("pending", "firing");
            await().atMost(PATIENCE).until(this::everythingIsCommitted);
            second.kill();
        }
        pipeline.tell(failing(8, START.plusSeconds(40)));
        try (AlertProcess third = process()) {
            pipeline.tell(failing(0, START.plusSeconds(50)));
            awaitEvents("pending", "firing", "resolved");
            await().atMost(PATIENCE).until(() -> inbox.told().size() >= 2);

            assertThat(third.stop()).as("exit code after SIGTERM").isEqualTo(143);
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
        try (AlertProcess process = process()) {
            pipeline.tell(failing(8, START));
            pipeline.tell(failing(8, START.plusSeconds(30)));
            awaitEvents("pending", "firing");

            Files.writeString(folder.resolve("rules.yml"), RULES.replace("error_rate > 50%", "eror_rate > 50%"));
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(log()).contains("metric: eror_rate (expected: error_rate"));
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

    private AlertProcess process() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yml"), RULES);
        Path config = Files.writeString(folder.resolve("alerts.yml"), """
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
                        cluster.getBootstrapServers(), registry.url(), folder.resolve("state"), rules, inbox.url()));
        return new AlertProcess(config, log());
    }

    private Path log() {
        return folder.resolve("alert-process.log");
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
