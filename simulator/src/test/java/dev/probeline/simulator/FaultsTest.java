package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.simulator.Harness.Seen;
import dev.probeline.simulator.core.FaultKind;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault as a real client sees it in a chat stream of eight tokens. */
class FaultsTest {

    private static Harness api;

    @BeforeAll
    static void start() {
        api = new Harness();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void heal() {
        api.control("DELETE", "faults", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("symptoms")
    void everyFaultHasItsSymptom(String fault, Consumer<Seen> symptom) {
        arm(fault);

        symptom.accept(api.post("chat/completions", Harness.STREAM));
    }

    @Test
    void everyFaultIsInTheTable() {
        assertThat(symptoms().map(row -> ((String) row.get()[0]).split(" ", 2)[0]))
                .containsAll(Arrays.stream(FaultKind.values())
                        .map(FaultKind::id)
                        .filter(id -> !id.equals("shutdown_soon"))
                        .toList());
    }

    @Test
    void shutdownSoonIsOnTheModelsCard() {
        arm("shutdown_soon {days: 3}");

        String date = EventStream.json(api.get("models/fast").text())
                .get("shutdown_date")
                .asText();
        assertThat(java.time.LocalDate.parse(date)).isAfter(java.time.LocalDate.now(java.time.ZoneOffset.UTC));
    }

    static Stream<Arguments> symptoms() {
        return Stream.of(ErrorSymptoms.table(), streams()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> streams() {
        return Stream.of(
                row("slow {factor: 3}", seen -> assertThat(nanosToHead(seen)).isGreaterThan(48_000_000L)),
                row("slow_ttft {extra: 150ms}", seen -> {
                    assertThat(contents(seen)).isEqualTo(8);
                    assertThat(Integer.parseInt(seen.headers().get("openai-processing-ms")))
                            .isLessThan(20);
                }),
                row(
                        "slow_drip {gap: 30ms}",
                        seen -> assertThat(EventStream.done(seen.text())).isTrue()),
                row("stall {after_chunks: 2}", seen -> broken(seen, 2, SocketTimeoutException.class)),
                row("headers_never", seen -> broken(seen, 0, SocketTimeoutException.class)),
                row("keepalive_forever {every: 200ms}", seen -> {
                    broken(seen, 0, IOException.class);
                    assertThat(seen.text()).contains(": keep-alive\n\n: keep-alive\n\n");
                }),
                row("error_after_200", seen -> {
                    assertThat(contents(seen)).isEqualTo(2);
                    assertThat(EventStream.chunks(seen.text())).anyMatch(chunk -> chunk.has("error"));
                    assertThat(EventStream.done(seen.text())).isFalse();
                }),
                row(
                        "response_failed",
                        seen -> assertThat(EventStream.chunks(seen.text())).anyMatch(chunk -> chunk.has("error"))),
                row(
                        "usage_everywhere",
                        seen -> assertThat(EventStream.chunks(seen.text()))
                                .hasSize(10)
                                .allMatch(chunk -> chunk.path("usage").isObject())),
                row(
                        "backend_changed {fingerprint: fp_new}",
                        seen -> assertThat(EventStream.chunks(seen.text()))
                                .allMatch(chunk ->
                                        chunk.get("system_fingerprint").asText().equals("fp_new"))),
                row("eof_without_done", seen -> {
                    assertThat(seen.failure()).isEmpty();
                    assertThat(contents(seen)).isEqualTo(3);
                    assertThat(EventStream.finishReasons(seen.text())).isEmpty();
                }),
                row("missing_done", seen -> {
                    assertThat(EventStream.finishReasons(seen.text())).containsExactly("stop");
                    assertThat(EventStream.done(seen.text())).isFalse();
                }),
                row("missing_finish_reason", seen -> {
                    assertThat(EventStream.finishReasons(seen.text())).isEmpty();
                    assertThat(EventStream.done(seen.text())).isTrue();
                }),
                row("close_before_headers", seen -> broken(seen, 0, IOException.class)),
                row("connection_closed", seen -> broken(seen, 2, IOException.class)),
                row("connection_reset", seen -> broken(seen, 2, SocketException.class)),
                row("endless_stream {gap: 100ms}", seen -> {
                    assertThat(contents(seen)).isGreaterThan(10);
                    assertThat(EventStream.done(seen.text())).isFalse();
                }),
                row("huge_body {size: 3MiB}", seen -> assertThat(seen.text()).hasSize(3 << 20)),
                row("empty_completion", seen -> {
                    assertThat(contents(seen)).isZero();
                    assertThat(EventStream.finishReasons(seen.text())).containsExactly("stop");
                }),
                row("length_without_content", seen -> {
                    assertThat(contents(seen)).isZero();
                    assertThat(EventStream.finishReasons(seen.text())).containsExactly("length");
                    assertThat(usage(seen)
                                    .at("/completion_tokens_details/reasoning_tokens")
                                    .asInt())
                            .isEqualTo(64);
                }),
                row(
                        "model_substituted {model: cheap-1}",
                        seen -> assertThat(EventStream.chunks(seen.text()))
                                .allMatch(chunk -> chunk.get("model").asText().equals("cheap-1"))),
                row("missing_usage", seen -> {
                    assertThat(usage(seen).isMissingNode()).isTrue();
                    assertThat(EventStream.done(seen.text())).isTrue();
                }),
                row("multi_token_chunks", seen -> {
                    assertThat(contents(seen)).isEqualTo(2);
                    assertThat(usage(seen).get("completion_tokens").asInt()).isEqualTo(8);
                }),
                row("obfuscation", seen -> assertThat(seen.text()).contains("\"obfuscation\":\"")),
                row("crlf", seen -> {
                    assertThat(seen.text().replace("\r\n", "")).doesNotContain("\n");
                    assertThat(contents(seen)).isEqualTo(8);
                }),
                row("comments", seen -> {
                    assertThat(seen.text()).startsWith(": OPENROUTER PROCESSING\n\n");
                    assertThat(contents(seen)).isEqualTo(8);
                }),
                row("byte_order_mark", seen -> assertThat(seen.text()).startsWith("\uFEFFdata: ")),
                row("split_utf8", seen -> {
                    assertThat(contents(seen)).isEqualTo(8);
                    assertThat(seen.text()).contains("Voilà…").doesNotContain("\uFFFD");
                }),
                row(
                        "no_rate_limit_headers",
                        seen -> assertThat(seen.headers().names()).noneMatch(name -> name.startsWith("x-ratelimit"))),
                row(
                        "low_headroom",
                        seen -> assertThat(seen.headers().get("x-ratelimit-remaining-requests"))
                                .isEqualTo("1500")));
    }

    static Arguments row(String fault, Consumer<Seen> symptom) {
        return arguments(fault, symptom);
    }

    /** {@code "name {parameters}"} as a rule. */
    private static void arm(String fault) {
        String[] parts = fault.split(" ", 2);
        String with = parts.length == 2 ? ", with: " + parts[1] : "";
        Seen armed = api.control("POST", "faults", "{fault: " + parts[0] + with + "}");
        assertThat(armed.status()).as(armed.text()).isEqualTo(200);
    }

    private static void broken(Seen seen, int contents, Class<? extends IOException> how) {
        assertThat(seen.failure()).containsInstanceOf(how);
        assertThat(contents(seen)).isEqualTo(contents);
    }

    private static int contents(Seen seen) {
        return EventStream.contents(seen.text()).size();
    }

    private static JsonNode usage(Seen seen) {
        return EventStream.chunks(seen.text()).stream()
                .map(chunk -> chunk.path("usage"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private static long nanosToHead(Seen seen) {
        String id = seen.headers().get("x-request-id");
        var truth = api.simulator.truth().find(id).orElseThrow();
        return truth.since(truth.firstByteNanos()).orElseThrow();
    }
}
