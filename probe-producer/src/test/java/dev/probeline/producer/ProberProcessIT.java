package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.Truth;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.BrokerConfig;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Probers as real processes that are told to end, killed, and replaced one by one. */
@ExtendWith(KafkaClusterExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM to send")
class ProberProcessIT {
    private static final Duration SESSION = Duration.ofSeconds(3);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TARGETS = 12;
    private static final String MODELS = """
            models:
              short: {first_token: {median: 20ms}, inter_token: {median: 5ms}, output_tokens: {median: 5}}
              long: {first_token: {median: 200ms}, inter_token: {median: 40ms}, output_tokens: {median: 20}}
            """;

    @TempDir
    private Path folder;

    @BrokerConfig(name = "group.min.session.timeout.ms", value = "1000")
    KafkaCluster cluster;

    private final Map<String, ProberProcess> running = new TreeMap<>();
    private Simulator simulator;
    private Results results;

    @BeforeEach
    void start() {
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        results = new Results(cluster.getKafkaClientConfiguration());
        results.knowTheSchema(); // of processes whose registries are their own
    }

    @AfterEach
    void stop() {
        running.values().forEach(ProberProcess::close);
        results.close();
        simulator.close();
    }

    @Test
    void everyProbeThatStartedBeforeTheSignalIsPublished() throws Exception {
        begin("one", 100, "scale_out: false", "model: long, interval: 1s");
        await().atMost(PATIENCE).until(() -> simulator.truth().count() >= 400);

        assertThat(running.get("one").terminate()).isLessThan(Duration.ofSeconds(10));

        List<Truth> calls = simulator.truth().since(Instant.EPOCH, 100_000);
        results.await(calls.size());
        assertThat(results.all())
                .extracting(ProbeResult::getClientRequestId)
                .containsExactlyInAnyOrderElementsOf(
                        calls.stream().map(Truth::clientRequestId).toList());
        assertThat(results.all()).extracting(ProbeResult::getOutcome).containsOnly(Outcome.success);
        assertThat(running.get("one").told()).doesNotContain("lost").doesNotContain("did not take all");
    }

    @Test
    void threeShareEvenlyAndTheTargetsOfOneThatIsKilledRunElsewhereSoon() {
        List<String> names = List.of("one", "two", "three");
        names.forEach(this::beginSharing);
        awaitEven(3);

        running.remove("two").kill();
        Instant killed = Instant.now();

        awaitEven(2);
        assertThat(longestPause(killed.minus(INTERVAL)))
                .isLessThan(SESSION.multipliedBy(2).plus(INTERVAL));
        assertNoProbeTwice();
    }

    @Test
    void replacingOneAfterTheOtherLeavesNoGap() throws Exception {
        List<String> names = List.of("one", "two", "three");
        names.forEach(this::beginSharing);
        awaitEven(3);
        Instant begin = Instant.now();

        for (String name : names) {
            assertThat(running.remove(name).terminate()).isLessThan(Duration.ofSeconds(10));
            beginSharing(name + "-new");
            awaitEven(3);
        }

        // Of each target at most one probe in a row is missing.
        assertThat(longestPause(begin.minus(INTERVAL))).isLessThanOrEqualTo(INTERVAL.multipliedBy(2));
        assertNoProbeTwice();
    }

    private void beginSharing(String name) {
        begin(name, TARGETS, "scale_out: true", "model: short, interval: " + INTERVAL.toSeconds() + "s");
    }

    private void begin(String name, int targets, String settings, String target) {
        StringBuilder yaml = new StringBuilder(
                """
                region: eu-west
                prober: %s
                http: {port: 0}
                kafka:
                  bootstrap_servers: '%s'
                  schema_registry_url: '%s'
                  properties: {consumer.session.timeout.ms: '%d'}
                %s
                targets:
                """.formatted(name, cluster.getBootstrapServers(), Results.REGISTRY, SESSION.toMillis(), settings));
        for (int i = 0; i < targets; i++) {
            yaml.append("- {name: t%d, provider: simulator, base_url: '%s', api_key: %s, retries: [], %s}%n"
                    .formatted(i, simulator.baseUrl(), Probing.KEY, target));
        }
        running.put(name, ProberProcess.start(folder, name, yaml.toString()));
    }

    /** Until the last interval's probes were made by so many instances, as many by each. */
    private void awaitEven(int instances) {
        await().atMost(PATIENCE).until(() -> {
            results.poll();
            Instant lately = Instant.now().minus(INTERVAL).minusMillis(500);
            Map<String, Long> targets = results.all().stream()
                    .filter(result -> result.getScheduledAt().isAfter(lately))
                    .collect(Collectors.groupingBy(
                            ProbeResult::getProber,
                            Collectors.mapping(
                                    ProbeResult::getTarget,
                                    Collectors.collectingAndThen(Collectors.toSet(), set -> (long) set.size()))));
            return targets.size() == instances
                    && running.keySet().containsAll(targets.keySet())
                    && targets.values().stream().allMatch(count -> count == TARGETS / instances);
        });
    }

    /** The longest time between two instants at which one target was probed. */
    private Duration longestPause(Instant since) {
        Map<String, List<Instant>> instants = new TreeMap<>();
        results.all().stream()
                .filter(result -> result.getScheduledAt().isAfter(since))
                .sorted((a, b) -> a.getScheduledAt().compareTo(b.getScheduledAt()))
                .forEach(result -> instants.computeIfAbsent(result.getTarget(), target -> new ArrayList<>())
                        .add(result.getScheduledAt()));
        assertThat(instants).hasSize(TARGETS);
        Duration longest = Duration.ZERO;
        for (List<Instant> of : instants.values()) {
            for (int i = 1; i < of.size(); i++) {
                Duration pause = Duration.between(of.get(i - 1), of.get(i));
                longest = pause.compareTo(longest) > 0 ? pause : longest;
            }
        }
        return longest;
    }

    private void assertNoProbeTwice() {
        results.poll();
        assertThat(results.all())
                .extracting(result -> result.getTarget() + " at " + result.getScheduledAt())
                .doesNotHaveDuplicates();
    }
}
