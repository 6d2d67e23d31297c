package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The notifier on a real broker: where it begins, what it records, what it keeps when others come. */
@ExtendWith(KafkaClusterExtension.class)
class NotifierIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GROUP = "probeline-alerts-notify";

    KafkaCluster cluster;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
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
    void aNewReceiverOnAnEmptyTopicIsToldOfTheFirstEventAtOnce() throws Exception {
        try (NotifierService notifier = notifier()) {
            notifier.start();
            awaitMembers(1);

            pipeline.tell(firing("First"), Instant.now());

            await().atMost(Duration.ofSeconds(15)).until(() -> inbox.told().equals(List.of("firing First")));
        }
    }

    @Test
    void aNewReceiverIsToldOfTheLastHourOnly() throws Exception {
        pipeline.tell(firing("Old"), Instant.now().minus(Duration.ofMinutes(61)));
        pipeline.tell(firing("Recent"), Instant.now().minus(Duration.ofMinutes(59)));

        try (NotifierService notifier = notifier()) {
            notifier.start();
            awaitTold("firing Recent");
        }
    }

    @Test
    void aRestartedReceiverGoesOnWhereItStopped() throws Exception {
        try (NotifierService first = notifier()) {
            first.start();
            awaitMembers(1);
        }
        pipeline.tell(firing("WhileAway"), Instant.now().minus(Duration.ofHours(2)));
        try (NotifierService second = notifier()) {
            second.start();
            awaitTold("firing WhileAway");
        }
        pipeline.tell(resolved("WhileAway"), Instant.now());
        try (NotifierService third = notifier()) {
            third.start();
            awaitTold("firing WhileAway", "resolved WhileAway");
        }
    }

    @Test
    void whatIsRefusedForGoodGoesToTheDeadLettersAndTheNextIsDelivered() throws Exception {
        try (NotifierService notifier = notifier()) {
            notifier.start();
            inbox.answer(404);
            pipeline.tell(firing("Refused"), Instant.now());
            await().atMost(PATIENCE).until(() -> inbox.refused() == 1 && pipeline.committed(GROUP) == 1);
            inbox.answer(200);
            pipeline.tell(resolved("Refused"), Instant.now());
            awaitTold("resolved Refused");
        }
        assertThat(pipeline.deadLetterReasons()).containsExactly("clientError");
        assertThat(pipeline.committed(GROUP)).isEqualTo(2);
        assertThat(meters.scrape()).contains("dead_letters_total{reason=\"clientError\",stage=\"notify\"} 1.0");
    }

    @Test
    void whoTakesOverWhileTheReceiverIsAwayTellsTheLatestStateOfEachIncident() throws Exception {
        inbox.answer(503);
        try (NotifierService second = notifier()) {
            try (NotifierService first = notifier()) {
                first.start();
                pipeline.tell(firing("A"), Instant.now());
                await().atMost(PATIENCE).until(() -> inbox.refused() > 0);
                pipeline.tell(resolved("A"), Instant.now());
                pipeline.tell(firing("B"), Instant.now());
                second.start();
                awaitMembers(2);
            }
            awaitMembers(1);
            inbox.answer(200);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(inbox.told()).containsExactlyInAnyOrder("resolved A", "firing B"));
        }
    }

    private NotifierService notifier() throws Exception {
        String yaml = """
                kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                receivers: {inbox: {type: webhook, url: "%s"}}
                route: {receiver: inbox, group_by: ['...'], group_wait: 0s}
                """.formatted(cluster.getBootstrapServers(), registry.url(), inbox.url());
        AlertConfig config = ConfigFile.parse(yaml, "alerts.yml", AlertConfig.class, name -> null);
        return new NotifierService(config, meters, new DeadLetterCount(meters));
    }

    private void awaitMembers(int members) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> pipeline.members(GROUP) == members);
    }

    private void awaitTold(String... told) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.told()).containsExactly(told));
    }

    private static AlertEvent firing(String rule) {
        return Events.event(AlertState.pending, AlertState.firing)
                .setRule(rule)
                .setAlertId(rule)
                .setFiringSince(Windows.START)
                .build();
    }

    private static AlertEvent resolved(String rule) {
        return Events.event(AlertState.firing, AlertState.resolved)
                .setRule(rule)
                .setAlertId(rule)
                .setFiringSince(Windows.START)
                .setResolvedAt(Windows.START.plusSeconds(95))
                .build();
    }
}
