package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.Truth;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole producer against a real broker and a real API. */
@ExtendWith(KafkaClusterExtension.class)
class ProducerIT {
    private static final String MODELS = """
            models:
              chat: {first_token: {median: 60ms}, inter_token: {median: 10ms}, output_tokens: {median: 20}}
            """;

    private KafkaCluster cluster;
    private Simulator simulator;
    private Results results;
    private PrometheusMeterRegistry registry;

    @BeforeEach
    void start() {
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        results = new Results(cluster.getKafkaClientConfiguration());
    }

    @AfterEach
    void stop() {
        results.close();
        simulator.close();
    }

    @Test
    void everyFieldOfASuccessArrives() {
        try (ProbeProducer producer = producer("one", 1, "scale_out: false", "interval: 1s")) {
            producer.start();
            results.await(1);
            await().until(() -> producer.publishedCount() > 0);
            assertThat(registry.scrape())
                    .contains("probe_success{", "probe_duration_seconds{", "probe_http_status_code{")
                    .contains("probe_http_duration_seconds{", "phase=\"processing\"", "llm_ratelimit_remaining{")
                    .contains("llm_probe_time_to_first_token_seconds_bucket{", "llm_probe_results_total{")
                    .contains("llm_probe_tokens_total{", "llm_probe_schedule_lag_seconds_count{")
                    .contains("probe_publisher_push_total", "kafka_producer_");
        }
        ProbeResult result = results.all().get(0);
        assertThat(results.keys()).containsExactly(key(result).toString());
        assertThat(result.getProvider()).isEqualTo("simulator");
        assertThat(result.getRegion()).isEqualTo("eu-west");
        assertThat(result.getProber()).isEqualTo("one");
        assertThat(result.getApiKeyAlias()).isEqualTo("main");
        assertThat(result.getOutcome()).isEqualTo(Outcome.success);
        assertThat(result.getIntervalMs()).isEqualTo(1_000);
        assertThat(result.getScheduledAt()).isBeforeOrEqualTo(result.getStartedAt());
        assertThat(result.getStartedAt()).isBefore(result.getCompletedAt());
        assertThat(result.getTtfbMs()).isPositive();
        assertThat(result.getTtftMs()).isGreaterThanOrEqualTo(result.getTtfbMs());
        assertThat(result.getLatencyMs()).isGreaterThan(result.getTtftMs());
        assertThat(result.getMaxChunkGapMs()).isPositive();
        assertThat(result.getInterTokenMs()).isPositive();
        assertThat(result.getOutputTokensPerSecond()).isPositive();
        assertThat(result.getServerProcessingMs()).isNotNull();
        assertThat(result.getCompletionTokens()).isPositive();
        assertThat(result.getCostUsd()).isPositive();
        assertThat(result.getRatelimitRemainingRequests()).isPositive();
        assertThat(result.getRatelimitResetTokensMs()).isNotNull();
        assertThat(result.getResponseModel()).isEqualTo("chat");
        assertThat(result.getFinishReason()).isEqualTo("stop");
        assertThat(result.getRequestId()).startsWith("req_");
        assertThat(simulator.truth().find(result.getClientRequestId())).isPresent();
    }

    @Test
    void drainingLosesNoProbeThatWasStarted() {
        ProbeProducer producer = producer("one", 30, "scale_out: false\ndrain: 3s", "interval: 500ms");
        producer.start();
        await().until(() -> simulator.truth().count() >= 150);
        long start = System.nanoTime();
        producer.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        List<Truth> calls = simulator.truth().since(Instant.EPOCH, 100_000);
        results.await(calls.size());
        assertThat(results.all())
                .extracting(ProbeResult::getClientRequestId)
                .containsExactlyInAnyOrderElementsOf(
                        calls.stream().map(Truth::clientRequestId).toList());
        assertThat(producer.publishedCount()).isEqualTo(calls.size());
        assertThat(results.all()).extracting(ProbeResult::getOutcome).containsOnly(Outcome.success);
    }

    @Test
    void whatOutlastsTheDrainIsCutOffAndTold() {
        simulator.close();
        simulator = new Simulator(Probing.simulator("models: {chat: {first_token: {median: 1m}}}"));
        simulator.start();
        ProbeProducer producer = producer("one", 5, "scale_out: false\ndrain: 300ms", "interval: 500ms");
        producer.start();
        await().until(() -> simulator.truth().count() == 5);
        producer.close();
        results.await(5);
        assertThat(results.all()).extracting(ProbeResult::getErrorType).containsOnly("prober_error");
        assertThat(results.all()).extracting(ProbeResult::getFinal$).containsOnly(true);
    }

    @Test
    void twoInstancesShareTheTargetsWithoutDoublesAndOneTakesOver() {
        Duration patience = Duration.ofSeconds(40);
        ProbeProducer first = producer("first", 16, "scale_out: true", "interval: 500ms");
        try (ProbeProducer second = producer("second", 16, "scale_out: true", "interval: 500ms")) {
            first.start();
            await().atMost(patience)
                    .until(() -> targetsOf("first", Instant.EPOCH).size() == 16);
            second.start();
            await().atMost(patience).until(() -> {
                Instant lately = Instant.now().minusMillis(1_200);
                Set<String> ofFirst = targetsOf("first", lately);
                Set<String> ofSecond = targetsOf("second", lately);
                return !ofFirst.isEmpty() && !ofSecond.isEmpty() && ofFirst.size() + ofSecond.size() == 16;
            });
            first.close();
            await().atMost(patience)
                    .until(() -> targetsOf("second", Instant.now().minusMillis(1_200))
                                    .size()
                            == 16);
            assertThat(second.checks().get("shares").check())
                    .extracting(CheckResult::ok)
                    .isEqualTo(true);
        }
        Map<String, Long> runs = results.all().stream()
                .collect(Collectors.groupingBy(
                        result -> result.getTarget() + " at " + result.getScheduledAt(), Collectors.counting()));
        assertThat(runs)
                .allSatisfy((probe, count) -> assertThat(count).as(probe).isEqualTo(1));
    }

    private Set<String> targetsOf(String prober, Instant since) {
        results.poll();
        return results.all().stream()
                .filter(result -> result.getProber().equals(prober))
                .filter(result -> !result.getStartedAt().isBefore(since))
                .map(ProbeResult::getTarget)
                .collect(Collectors.toSet());
    }

    private ProbeProducer producer(String name, int targets, String settings, String target) {
        StringBuilder yaml = new StringBuilder("""
                region: eu-west
                prober: %s
                kafka: {bootstrap_servers: '%s', schema_registry_url: 'mock://producer-it'}
                prices: {as_of: 2026-11-01, models: {chat: {input: 1, output: 2}}}
                %s
                targets:
                """.formatted(name, cluster.getBootstrapServers(), settings));
        for (int i = 0; i < targets; i++) {
            yaml.append(
                    "- {name: t%d, provider: simulator, base_url: '%s', api_key: %s, api_key_alias: main, model: chat,"
                            .formatted(i, simulator.baseUrl(), Probing.KEY));
            yaml.append(" retries: [], ").append(target).append("}\n");
        }
        registry = Metrics.create("probe-producer", Map.of());
        return new ProbeProducer(Probing.config(yaml.toString()), registry);
    }

    private static SeriesKey key(ProbeResult result) {
        return new SeriesKey("simulator", "chat", "chat/completions", "eu-west", result.getTarget(), "main");
    }
}
