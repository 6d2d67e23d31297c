package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.Truth;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two instances of a region while the whole cluster is away. The build makes it short; for as long as it takes:
 * {@code -Dtest.jvm.options=-Doutage=10m}.
 */
@ExtendWith(KafkaClusterExtension.class)
class OutageIT {
    private static final Duration OUTAGE = Durations.parse(System.getProperty("outage", "12s"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int TARGETS = 16;
    private static final String MODELS = "models: {chat: {first_token: {median: 20ms}, output_tokens: {median: 3}}}";

    KafkaCluster cluster;

    private final PrometheusMeterRegistry registry = Metrics.create("probe-producer", Map.of());

    @Test
    void probingGoesOnAndEverythingArrivesInOrderAfterwards() {
        try (Simulator simulator = new Simulator(Probing.simulator(MODELS));
                Results results = new Results(cluster.getKafkaClientConfiguration())) {
            simulator.start();
            Instant away;
            Instant back;
            try (ProbeProducer one = producer("one", simulator);
                    ProbeProducer two = producer("two", simulator)) {
                one.start();
                two.start();
                await().atMost(PATIENCE).until(() -> bothProbe(results));

                cluster.stopNodes(node -> true, null);
                away = Instant.now();
                await().atMost(OUTAGE.plus(PATIENCE)).until(() -> Instant.now().isAfter(away.plus(OUTAGE)));
                back = Instant.now();
                cluster.startNodes(node -> true);

                long calls = simulator.truth().count();
                await().atMost(PATIENCE).until(() -> one.publishedCount() + two.publishedCount() >= calls);
            }
            List<Truth> calls = simulator.truth().since(Instant.EPOCH, 1_000_000);
            results.await(calls.size());
            assertThat(results.all())
                    .extracting(ProbeResult::getClientRequestId)
                    .containsExactlyInAnyOrderElementsOf(
                            calls.stream().map(Truth::clientRequestId).toList());
            assertThat(results.inOrderOfEachTarget()).isTrue();
            assertThat(registry.find("probe.publisher.drop").counters()).isEmpty();
            assertEveryInstantWasServedOnceOrCounted(results, away, back);
        }
    }

    private static boolean bothProbe(Results results) {
        results.poll();
        Instant lately = Instant.now().minus(INTERVAL.multipliedBy(2));
        Map<String, Set<String>> targets = results.all().stream()
                .filter(result -> result.getScheduledAt().isAfter(lately))
                .collect(Collectors.groupingBy(
                        ProbeResult::getProber, Collectors.mapping(ProbeResult::getTarget, Collectors.toSet())));
        return targets.values().stream().map(Set::size).toList().equals(List.of(TARGETS / 2, TARGETS / 2));
    }

    /** A busy machine may hold up a probe for longer than its interval: then it is skipped, and counted. */
    private void assertEveryInstantWasServedOnceOrCounted(Results results, Instant away, Instant back) {
        assertThat(results.all())
                .extracting(result -> result.getTarget() + " at " + result.getScheduledAt())
                .doesNotHaveDuplicates();
        Map<String, Long> served = results.all().stream()
                .filter(result -> !result.getScheduledAt().isBefore(away)
                        && result.getScheduledAt().isBefore(back))
                .collect(Collectors.groupingBy(ProbeResult::getTarget, Collectors.counting()));
        long instants = Duration.between(away, back).dividedBy(INTERVAL);
        assertThat(served).hasSize(TARGETS).allSatisfy((target, count) -> {
            assertThat(count + skipped(target)).isGreaterThanOrEqualTo((double) instants);
            assertThat((double) count).isGreaterThan(0.8 * instants);
        });
        System.out.printf(
                "cluster away for %s: %d results, all delivered, in order; meanwhile %d of %d probes of each target or more%n",
                Durations.format(OUTAGE),
                results.all().size(),
                served.values().stream().min(Long::compare).orElseThrow(),
                instants);
    }

    private double skipped(String target) {
        return registry.find("llm.probe.skipped").tag("target", target).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private ProbeProducer producer(String name, Simulator simulator) {
        StringBuilder yaml = new StringBuilder("""
                region: eu-west
                prober: %s
                kafka: {bootstrap_servers: '%s', schema_registry_url: '%s'}
                targets:
                """.formatted(name, cluster.getBootstrapServers(), Results.REGISTRY));
        for (int i = 0; i < TARGETS; i++) {
            yaml.append("- {name: t%d, provider: simulator, base_url: '%s', model: chat, interval: 1s, retries: []}%n"
                    .formatted(i, simulator.baseUrl()));
        }
        return new ProbeProducer(Probing.config(yaml.toString()), registry);
    }
}
