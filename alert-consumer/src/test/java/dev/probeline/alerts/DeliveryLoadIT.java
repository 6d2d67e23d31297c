package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.alerts.Inbox.Message;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.alerts.io.notify.NotifierService;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many incidents, on a real broker. In full: {@code -Dprobeline.incidents=1000 -Dprobeline.latency.samples=500
 * -Dprobeline.latency.p99.ms=200}.
 */
@ExtendWith(KafkaClusterExtension.class)
class DeliveryLoadIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int INCIDENTS = Integer.getInteger("probeline.incidents", 120);

    KafkaCluster cluster;

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

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void instancesThatComeAndGoTellNothingTwice(int count) throws Exception {
        Deque<NotifierService> instances = new ArrayDeque<>();
        try {
            for (int i = 0; i < count; i++) {
                instances.add(started("['...']"));
            }
            for (int i = 0; i < INCIDENTS; i++) {
                pipeline.tellLater(event(i, "eu-west", AlertState.firing));
                if (i % (INCIDENTS / 4) == INCIDENTS / 8) {
                    instances.remove().close();
                    instances.add(started("['...']"));
                }
            }
            for (int i = 0; i < INCIDENTS; i++) {
                awaitTold("firing Rule" + i);
                pipeline.tellLater(event(i, "eu-west", AlertState.resolved));
                if (i % (INCIDENTS / 2) == INCIDENTS / 4) {
                    instances.remove().close();
                    instances.add(started("['...']"));
                }
            }
            await().atMost(PATIENCE).until(() -> inbox.told().size() >= 2 * INCIDENTS);
        } finally {
            instances.forEach(NotifierService::close);
        }
        assertThat(inbox.told()).hasSize(2 * INCIDENTS).doesNotHaveDuplicates();
        System.out.println(count + " instances, " + INCIDENTS + " incidents, 6 rebalances: "
                + inbox.told().size() + " messages, none twice");
    }

    @Test
    void aFiringAlertIsToldWithinAFractionOfASecond() throws Exception {
        int samples = Integer.getInteger("probeline.latency.samples", 60);
        List<Long> millis = new ArrayList<>();
        try (NotifierService service = started("['...']")) {
            for (int i = -20; i < samples; i++) {
                long told = System.nanoTime();
                pipeline.tell(event(i, "eu-west", AlertState.firing), Instant.now());
                String expected = "firing Rule" + i;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> inbox.told().contains(expected));
                // The first ones meet classes that are not loaded yet.
                if (i >= 0) {
                    Message last = inbox.messages().get(inbox.messages().size() - 1);
                    millis.add((last.atNanos() - told) / 1_000_000);
                }
            }
            assertThat(service.check().ok()).isTrue();
        }
        Collections.sort(millis);
        long p99 = millis.get((int) Math.ceil(samples * 0.99) - 1);
        System.out.println(
                "alert event to request: p50 " + millis.get(samples / 2) + " ms, p99 " + p99 + " ms of " + samples);
        assertThat(p99).isLessThanOrEqualTo(Integer.getInteger("probeline.latency.p99.ms", 2000));
    }

    @Test
    void fiveHundredAlertsAtOnceBecomeOneMessageForEachGroup() throws Exception {
        try (NotifierService service = started("[alertname]")) {
            for (int i = 0; i < 500; i++) {
                pipeline.tellLater(event(i % 10, "region-" + i, AlertState.firing));
            }
            await().atMost(PATIENCE).until(() -> inbox.messages().size() >= 10);
            assertThat(service.check().ok()).isTrue();
        }
        assertThat(inbox.messages())
                .hasSize(10)
                .allSatisfy(message -> assertThat(message.alerts()).isEqualTo(50));
    }

    private NotifierService started(String groupBy) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        String yaml = """
                kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                receivers: {inbox: {type: webhook, url: "%s"}}
                route: {receiver: inbox, group_by: %s, group_wait: %s}
                """.formatted(
                        cluster.getBootstrapServers(),
                        registry.url(),
                        inbox.url(),
                        groupBy,
                        groupBy.contains("...") ? "0s" : "3s");
        NotifierService service = new NotifierService(
                ConfigFile.parse(yaml, "alerts.yml", AlertConfig.class, name -> null),
                meters,
                new DeadLetterCount(meters));
        service.start();
        return service;
    }

    private void awaitTold(String told) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> inbox.told().contains(told));
    }

    private static AlertEvent event(int i, String region, AlertState state) {
        Instant now = Instant.now();
        AlertEvent.Builder event = Events.event(AlertState.pending, state)
                .setRule("Rule" + i)
                .setAlertId("Rule" + i + region)
                .setLabels(Map.of("provider", "openai", "model", "gpt-4o", "endpoint", "chat", "region", region))
                .setAt(now)
                .setFiringSince(now);
        return state == AlertState.resolved ? event.setResolvedAt(now).build() : event.build();
    }
}
