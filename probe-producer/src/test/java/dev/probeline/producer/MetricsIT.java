package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.probeline.runtime.http.AdminServer;
import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.metrics.Telemetry;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the metrics page of a prober shows is what its events say: all targets, probed for some seconds, then compared. */
@ExtendWith(KafkaClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private static final String MODELS = """
            models:
              chat: {first_token: {median: 60ms}, inter_token: {median: 10ms}, output_tokens: {median: 12}}
              vector: {kind: embedding, first_token: {median: 20ms}}
              retiring: {shutdown_date: 2027-03-01}
            """;
    private static final Set<String> TARGETS = Set.of("stream", "whole", "gone", "embed", "lifecycle");
    private static final double EXACT = 1e-6;

    private final AtomicReference<ExportMetricsServiceRequest> exported = new AtomicReference<>();
    private Simulator simulator;
    private List<ProbeResult> events;
    private Scrape running;
    private Scrape page;

    @BeforeAll
    void probeForSomeSeconds(KafkaCluster cluster) throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", this::export);
        collector.start();
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        String target = "provider: simulator, base_url: '%s', api_key: %s, interval: 500ms, retries: []"
                .formatted(simulator.baseUrl(), Probing.KEY);
        ProducerConfig config = Probing.config("""
                region: eu-west
                prober: one
                kafka: {bootstrap_servers: '%s', schema_registry_url: 'mock://producer-it'}
                scale_out: false
                otlp: {url: 'http://127.0.0.1:%3$d/v1/metrics', interval: 1h}
                prices: {as_of: 2026-11-01, models: {chat: {input: 1, output: 2}, vector: {input: 0.02}}}
                targets:
                - {name: stream, model: chat, %2$s}
                - {name: whole, model: chat, stream: false, %2$s}
                - {name: gone, model: nobody-knows-it, %2$s}
                - {name: embed, model: vector, endpoint: embeddings, %2$s}
                - {name: lifecycle, model: retiring, endpoint: models, %2$s}
                """.formatted(
                cluster.getBootstrapServers(), target, collector.getAddress().getPort()));
        try (Telemetry telemetry = new Telemetry("probe-producer", Map.of(), config.otlp());
                Results results = new Results(cluster.getKafkaClientConfiguration());
                AdminServer admin = new AdminServer(new HttpSettings("127.0.0.1", 0), telemetry.page(), Map.of())) {
            admin.start();
            try (ProbeProducer producer = new ProbeProducer(config, telemetry.meters())) {
                producer.start();
                await().until(() -> {
                    results.poll();
                    return TARGETS.stream().allMatch(name -> results.of(name).size() >= 4);
                });
                running = Scrape.of(admin.port());
            }
            page = Scrape.of(admin.port());
            results.await((int) page.sum("probe_publisher_push_total"));
            events = results.all();
        } finally {
            collector.stop(0);
        }
    }

    private void export(HttpExchange exchange) throws IOException {
        try (exchange;
                GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            exported.set(ExportMetricsServiceRequest.parseFrom(body));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @Test
    void attemptsAndResultsAreThoseOfTheEvents() {
        assertThat(counts("llm_probe_attempts_total")).isEqualTo(counts(events));
        for (ProbeResult event : events) {
            String[] labels = {
                "target", event.getTarget(),
                "outcome", event.getOutcome().name(),
                "fault_domain", event.getFaultDomain().name()
            };
            assertThat(page.sum("llm_probe_results_total", labels))
                    .isEqualTo(of(event.getTarget()).size());
        }
        assertThat(page.only("llm_probe_results_total", "target", "gone", "error_type", "model_not_found"))
                .isPositive();
        assertThat(page.all("llm_probe_results_total", "outcome", "success"))
                .allSatisfy(sample -> assertThat(sample.labels())
                        .doesNotContainKey("error_type")
                        .containsEntry("region", "eu-west")
                        .containsEntry("provider", "simulator"));
    }

    @Test
    void histogramsHoldTheMeasuredFigures() {
        agree("llm_probe_time_to_first_token_seconds", ProbeResult::getTtftMs);
        agree("llm_probe_inter_token_latency_seconds", ProbeResult::getInterTokenMs);
        agree("llm_probe_max_inter_chunk_gap_seconds", ProbeResult::getMaxChunkGapMs);
        agree("llm_provider_processing_seconds", ProbeResult::getServerProcessingMs);
        assertThat(page.sum("llm_probe_output_tokens_per_second_sum"))
                .isCloseTo(sum(ProbeResult::getOutputTokensPerSecond), within(EXACT));
        assertThat(page.sum("llm_probe_schedule_lag_seconds_count", "target", "stream"))
                .isEqualTo(of("stream").size());
    }

    @Test
    void tokensAndCostAreThoseThatTheApiBilled() {
        Function<ProbeResult, Number> input = ProbeResult::getPromptTokens;
        Function<ProbeResult, Number> output = ProbeResult::getCompletionTokens;
        assertThat(page.sum("llm_probe_tokens_total", "token_type", "input")).isEqualTo(sum(input));
        assertThat(page.sum("llm_probe_tokens_total", "token_type", "output")).isEqualTo(sum(output));
        assertThat(page.sum("llm_probe_cost_tokens_total")).isEqualTo(sum(input) + sum(output));
        assertThat(page.sum("llm_probe_cost_usd_total"))
                .isPositive()
                .isCloseTo(sum(ProbeResult::getCostUsd), within(EXACT));
        assertThat(page.all("llm_probe_tokens_total", "target", "gone")).isEmpty();
    }

    @Test
    void gaugesShowTheLastProbeOfEachTarget() {
        for (String target : TARGETS) {
            ProbeResult last = of(target).get(of(target).size() - 1);
            assertThat(page.only("probe_success", "target", target))
                    .isEqualTo(last.getOutcome() == Outcome.success ? 1 : 0);
            assertThat(page.only("probe_http_status_code", "target", target)).isEqualTo(last.getStatusCode() + 0.0);
            assertThat(page.only("probe_duration_seconds", "target", target))
                    .isCloseTo(last.getLatencyMs() / 1e3, within(EXACT));
            phase(target, "resolve", last.getDnsMs());
            phase(target, "connect", last.getConnectMs());
            phase(target, "tls", last.getTlsMs());
            phase(target, "processing", last.getTtfbMs());
            assertThat(phases(target)).isCloseTo(last.getLatencyMs() / 1e3, within(EXACT));
        }
        ProbeResult last = of("stream").get(of("stream").size() - 1);
        assertThat(page.only("llm_ratelimit_remaining", "target", "stream", "resource", "requests"))
                .isEqualTo(last.getRatelimitRemainingRequests() + 0.0);
        assertThat(page.only("llm_ratelimit_limit", "target", "stream", "resource", "tokens"))
                .isEqualTo(last.getRatelimitLimitTokens() + 0.0);
        assertThat(page.only("llm_ratelimit_reset_seconds", "target", "stream", "resource", "tokens"))
                .isEqualTo(last.getRatelimitResetTokensMs() / 1e3);
        assertThat(page.only("llm_model_shutdown_timestamp_seconds"))
                .isEqualTo(LocalDate.of(2027, 3, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) + 0.0);
    }

    @Test
    void genAiHistogramsHoldWhatIsGenerated() {
        String duration = "gen_ai_client_operation_duration_seconds";
        List<ProbeResult> generated = events.stream()
                .filter(event -> !event.getTarget().equals("lifecycle"))
                .toList();
        assertThat(page.sum(duration + "_count")).isEqualTo(generated.size());
        assertThat(page.sum(duration + "_sum"))
                .isCloseTo(sum(generated, ProbeResult::getLatencyMs) / 1e3, within(EXACT));
        Scrape.Sample chat = page.all(
                        duration + "_count", "gen_ai_request_stream", "true", "gen_ai_request_model", "chat")
                .get(0);
        assertThat(chat.labels())
                .containsEntry("gen_ai_operation_name", "chat")
                .containsEntry("gen_ai_provider_name", "simulator")
                .containsEntry("gen_ai_response_model", "chat")
                .containsEntry("server_address", "127.0.0.1")
                .containsEntry("server_port", String.valueOf(simulator.port()))
                .containsEntry("cloud_region", "eu-west")
                .doesNotContainKey("error_type");
        assertThat(page.only(duration + "_count", "error_type", "model_not_found"))
                .isEqualTo(of("gone").size());
        assertThat(page.all(duration + "_count", "gen_ai_operation_name", "embeddings"))
                .hasSize(1);
        assertThat(bounds(duration + "_bucket"))
                .containsExactly(
                        0.01,
                        0.02,
                        0.04,
                        0.08,
                        0.16,
                        0.32,
                        0.64,
                        1.28,
                        2.56,
                        5.12,
                        10.24,
                        20.48,
                        40.96,
                        81.92,
                        163.84,
                        327.68,
                        655.36,
                        Double.POSITIVE_INFINITY);
    }

    @Test
    void genAiTokensAreBilledOnesAndAbsentWhereNotReported() {
        String usage = "gen_ai_client_token_usage";
        assertThat(page.sum(usage + "_sum", "gen_ai_token_type", "input")).isEqualTo(sum(ProbeResult::getPromptTokens));
        assertThat(page.sum(usage + "_sum", "gen_ai_token_type", "output"))
                .isEqualTo(sum(ProbeResult::getCompletionTokens));
        assertThat(page.sum(usage + "_count", "gen_ai_token_type", "output"))
                .isEqualTo(of("stream").size() + of("whole").size() + 0.0);
        assertThat(page.all(usage + "_count", "gen_ai_request_model", "nobody-knows-it"))
                .isEmpty();
        assertThat(bounds(usage + "_bucket")).startsWith(1.0, 4.0, 16.0).contains(67_108_864.0);
    }

    @Test
    void genAiChunksAreAllCountedAndAddUpToTheStream() {
        List<ProbeResult> streams = of("stream");
        String first = "gen_ai_client_operation_time_to_first_chunk_seconds";
        assertThat(page.sum(first + "_count")).isEqualTo(streams.size());
        assertThat(page.sum(first + "_sum")).isCloseTo(sum(streams, ProbeResult::getTtftMs) / 1e3, within(EXACT));
        String chunks = "gen_ai_client_operation_time_per_output_chunk_seconds";
        assertThat(page.sum(chunks + "_count")).isEqualTo(sum(streams, event -> event.getContentChunks() - 1));
        double spans = sum(streams, event -> (event.getCompletionTokens() - 1) / event.getOutputTokensPerSecond());
        assertThat(page.sum(chunks + "_sum")).isCloseTo(spans, within(1e-5));
        assertThat(page.sum(chunks + "_max"))
                .isCloseTo(
                        streams.stream()
                                        .mapToDouble(ProbeResult::getMaxChunkGapMs)
                                        .max()
                                        .orElseThrow()
                                / 1e3,
                        within(EXACT));
    }

    @Test
    void whatIsExportedIsWhatThePageShows() {
        Histogram duration = exported("gen_ai.client.operation.duration").getHistogram();
        assertThat(duration.getDataPointsList().stream()
                        .mapToLong(HistogramDataPoint::getCount)
                        .sum())
                .isEqualTo((long) page.sum("gen_ai_client_operation_duration_seconds_count"));
        assertThat(duration.getDataPointsList())
                .filteredOn(
                        point -> attributes(point).get("gen_ai.request.model").equals("chat"))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(attributes(point))
                        .containsEntry("gen_ai.operation.name", "chat")
                        .containsEntry("server.address", "127.0.0.1")
                        .doesNotContainKey("error.type"));
        assertThat(duration.getDataPointsList())
                .filteredOn(
                        point -> attributes(point).get("gen_ai.request.model").equals("nobody-knows-it"))
                .singleElement()
                .satisfies(point -> assertThat(attributes(point)).containsEntry("error.type", "model_not_found"));
        Histogram usage = exported("gen_ai.client.token.usage").getHistogram();
        assertThat(usage.getDataPointsList().stream()
                        .mapToDouble(HistogramDataPoint::getSum)
                        .sum())
                .isEqualTo(page.sum("gen_ai_client_token_usage_sum"));
    }

    @Test
    void thePublisherTellsWhatBecameOfTheResults() {
        assertThat(page.only("probe_publisher_push_total")).isEqualTo(events.size());
        assertThat(page.only("probe_publisher_queue_bytes")).isZero();
        assertThat(page.only("probe_publisher_queue_records")).isZero();
        assertThat(page.only("probe_publisher_retries_total")).isZero();
        assertThat(page.all("probe_publisher_drop_total")).isEmpty();
        assertThat(running.all("kafka_producer_record_send_total")).isNotEmpty();
    }

    @Test
    void labelsAreFewAndNeverOfOneCall() {
        assertThat(page.labelNames("probe_"))
                .isSubsetOf("service", "region", "provider", "model", "endpoint", "target", "phase", "reason");
        assertThat(page.labelNames("llm_"))
                .isSubsetOf(
                        "service",
                        "region",
                        "provider",
                        "model",
                        "endpoint",
                        "target",
                        "outcome",
                        "error_type",
                        "fault_domain",
                        "token_type",
                        "resource",
                        "reason",
                        "le");
        assertThat(page.labelNames("gen_ai_"))
                .isSubsetOf(
                        "service",
                        "gen_ai_operation_name",
                        "gen_ai_provider_name",
                        "gen_ai_request_model",
                        "gen_ai_response_model",
                        "gen_ai_request_stream",
                        "gen_ai_token_type",
                        "server_address",
                        "server_port",
                        "cloud_region",
                        "error_type",
                        "le");
    }

    private Metric exported(String name) {
        return exported.get().getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> attributes(HistogramDataPoint point) {
        return point.getAttributesList().stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, attribute -> attribute.getValue().getStringValue()));
    }

    private void agree(String histogram, Function<ProbeResult, Double> millis) {
        long count = events.stream().map(millis).filter(Objects::nonNull).count();
        assertThat(count).as(histogram).isPositive();
        assertThat(page.sum(histogram + "_count")).as(histogram).isEqualTo((double) count);
        assertThat(page.sum(histogram + "_sum")).as(histogram).isCloseTo(sum(millis::apply) / 1e3, within(EXACT * 100));
    }

    private void phase(String target, String phase, Double millis) {
        double shown = page.only("probe_http_duration_seconds", "target", target, "phase", phase);
        if (millis == null) {
            assertThat(shown).as(target + " " + phase).isNaN();
        } else {
            assertThat(shown).as(target + " " + phase).isCloseTo(millis / 1e3, within(EXACT));
        }
    }

    private double phases(String target) {
        return page.all("probe_http_duration_seconds", "target", target).stream()
                .mapToDouble(Scrape.Sample::value)
                .filter(value -> !Double.isNaN(value))
                .sum();
    }

    private List<Double> bounds(String buckets) {
        return page.all(buckets).stream()
                .map(sample -> sample.labels().get("le").replace("+Inf", "Infinity"))
                .map(Double::valueOf)
                .distinct()
                .sorted()
                .toList();
    }

    private Map<String, Long> counts(String counter) {
        Map<String, Long> counts = new TreeMap<>();
        page.all(counter)
                .forEach(sample -> counts.merge(sample.labels().get("target"), (long) sample.value(), Long::sum));
        return counts;
    }

    private static Map<String, Long> counts(List<ProbeResult> events) {
        return events.stream()
                .collect(Collectors.groupingBy(ProbeResult::getTarget, TreeMap::new, Collectors.counting()));
    }

    private List<ProbeResult> of(String target) {
        return events.stream()
                .filter(event -> event.getTarget().equals(target))
                .sorted(Comparator.comparing(ProbeResult::getCompletedAt))
                .toList();
    }

    private double sum(Function<ProbeResult, Number> figure) {
        return events.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Number::doubleValue)
                .sum();
    }

    private static double sum(List<ProbeResult> some, ToDoubleFunction<ProbeResult> figure) {
        return some.stream().mapToDouble(figure).sum();
    }
}
