package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.alerts.Inbox.Message;
import dev.probeline.alerts.io.notify.MortalNotifier;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed with SIGKILL at every step of the way from a firing alert to its told end: each incident is told, and
 * told to be over, under one key; twice only where the kill fell between the request and its record. All steps are gone
 * through with {@code -Dprobeline.kill.steps=12}.
 */
@ExtendWith(KafkaClusterExtension.class)
class DeliveryKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** @param uncertain whether the request may have arrived when the process dies */
    private record Step(String name, int turn, boolean uncertain) {
        boolean inTheEnd() {
            return name.endsWith("send") ? turn == 2 : turn > 2;
        }
    }

    /** The ones where something can be doubled come first. Records: 1 and 3 of the intent, 2 and 4 of the answer. */
    private static final List<Step> STEPS = List.of(
            new Step("after-send", 1, true),
            new Step("before-record", 3, false),
            new Step("after-record", 1, false),
            new Step("before-record", 4, true),
            new Step("before-record", 1, false),
            new Step("before-send", 1, false),
            new Step("before-record", 2, true),
            new Step("after-record", 2, false),
            new Step("after-record", 3, false),
            new Step("before-send", 2, false),
            new Step("after-send", 2, true),
            new Step("after-record", 4, false));

    KafkaCluster cluster;

    @TempDir
    Path folder;

    private TestRegistry registry;
    private Inbox inbox;
    private Pipeline pipeline;
    private Path config;

    @BeforeEach
    void start() throws Exception {
        registry = new TestRegistry();
        inbox = new Inbox();
        pipeline = new Pipeline(KafkaSettings.of(cluster.getBootstrapServers(), registry.url()));
        config = Files.writeString(folder.resolve("alerts.yml"), """
                kafka:
                  bootstrap_servers: "%s"
                  schema_registry_url: "%s"
                  # So that a killed instance is missed soon.
                  properties: {consumer.session.timeout.ms: 6000, consumer.heartbeat.interval.ms: 1000}
                receivers: {inbox: {type: webhook, url: "%s"}}
                route: {receiver: inbox, group_by: [alertname], group_wait: 0s}
                """.formatted(
                        cluster.getBootstrapServers(), registry.url(), inbox.url()));
    }

    @AfterEach
    void stop() {
        pipeline.close();
        inbox.close();
        registry.close();
    }

    @Test
    void whereverItIsKilledEachIncidentIsToldAndToldToBeOverUnderOneKey() throws Exception {
        List<Step> steps = STEPS.subList(0, Integer.getInteger("probeline.kill.steps", 3));
        List<AlertProcess> processes = new ArrayList<>();
        try {
            processes.add(mortal(steps, 0));
            for (int i = 0; i < steps.size(); i++) {
                goThrough(steps, i, processes);
            }
        } finally {
            processes.forEach(AlertProcess::close);
        }
        for (int i = 0; i < steps.size(); i++) {
            check(steps.get(i), rule(i));
        }
    }

    /** The one that takes over from a killed one is to be killed at the next step, of the next incident. */
    private void goThrough(List<Step> steps, int i, List<AlertProcess> processes) throws Exception {
        AlertProcess dying = processes.get(i);
        AlertEvent firing = event(i, AlertState.pending, AlertState.firing)
                .setFiringSince(Windows.START)
                .build();
        pipeline.tell(firing, Instant.now());
        if (!steps.get(i).inTheEnd()) {
            awaitDeath(dying);
            processes.add(mortal(steps, i + 1));
        }
        await().atMost(PATIENCE).until(() -> inbox.told().contains("firing " + rule(i)));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> pipeline.recorded(rule(i), "told"));
        pipeline.tell(
                event(i, AlertState.firing, AlertState.resolved)
                        .setFiringSince(Windows.START)
                        .setResolvedAt(Windows.START.plusSeconds(95))
                        .build(),
                Instant.now());
        if (steps.get(i).inTheEnd()) {
            awaitDeath(dying);
            processes.add(mortal(steps, i + 1));
        }
        await().atMost(PATIENCE).until(() -> inbox.told().contains("resolved " + rule(i)));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> pipeline.recorded(rule(i), "closed"));
    }

    private void check(Step step, String rule) {
        List<Message> messages = inbox.messages().stream()
                .filter(message -> message.rule().equals(rule))
                .toList();
        long firing = messages.stream()
                .filter(message -> message.status().equals("firing"))
                .count();
        long resolved = messages.size() - firing;
        System.out.println(step.name() + " " + step.turn() + ": told " + firing + " times, told to be over " + resolved
                + " times");
        assertThat(messages)
                .extracting(Message::incident)
                .as("keys at " + step)
                .containsOnly(messages.get(0).incident());
        assertThat(firing).isGreaterThanOrEqualTo(1);
        assertThat(resolved).isGreaterThanOrEqualTo(1);
        assertThat(firing + resolved).as("messages at " + step).isLessThanOrEqualTo(step.uncertain() ? 3 : 2);
    }

    private static void awaitDeath(AlertProcess process) {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private AlertProcess mortal(List<Step> steps, int i) throws Exception {
        Step step = i < steps.size() ? steps.get(i) : new Step("never", 0, false);
        return new AlertProcess(
                MortalNotifier.class,
                Path.of("target", "delivery-kill.log"),
                config.toString(),
                rule(i),
                step.name(),
                String.valueOf(step.turn()));
    }

    private static String rule(int i) {
        return "Step" + i;
    }

    private static AlertEvent.Builder event(int i, AlertState from, AlertState to) {
        return Events.event(from, to).setRule(rule(i)).setAlertId(rule(i));
    }
}
