package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.simulator.Harness.Seen;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What a client sees of the faults that are errors in place of an answer. */
final class ErrorSymptoms {

    private ErrorSymptoms() {}

    static Stream<Arguments> table() {
        return Stream.of(
                error("http_401", 401, "\"invalid_api_key\"", Map.of()),
                error("http_403", 403, "{\"error\":\"You have insufficient permissions", Map.of()),
                error("http_404", 404, "\"model_not_found\"", Map.of()),
                error("context_length_exceeded", 400, "\"context_length_exceeded\"", Map.of()),
                error(
                        "rate_limit_tokens",
                        429,
                        "\"type\": \"tokens\"",
                        Map.of("x-ratelimit-reset-tokens", "6m0s", "retry-after", "360")),
                error(
                        "rate_limit_requests",
                        429,
                        "\"type\": \"requests\"",
                        Map.of("x-ratelimit-reset-requests", "20ms", "retry-after", "1", "retry-after-ms", "20")),
                FaultsTest.row("rate_limit_without_headers", seen -> {
                    assertThat(seen.status()).isEqualTo(429);
                    assertThat(seen.headers().names())
                            .noneMatch(name -> name.startsWith("x-ratelimit") || name.startsWith("retry"));
                }),
                error("insufficient_quota", 429, "\"code\": \"insufficient_quota\"", Map.of()),
                FaultsTest.row("credit_balance_exhausted", seen -> {
                    assertThat(seen.text()).contains("\"credit_balance_exhausted\"");
                    assertThat(seen.headers().get("retry-after")).isNull();
                }),
                error("slow_down", 429, "\"slow_down\"", Map.of("retry-after", "60")),
                error("http_500", 500, "\"server_error\"", Map.of()),
                error("http_502", 502, "<html>", Map.of("content-type", "text/html", "server", "cloudflare")),
                error("http_503 {retry_after: 7s}", 503, "\"server_is_overloaded\"", Map.of("retry-after", "7")),
                error("http_529", 529, "\"overloaded_error\"", Map.of()),
                error("http_status {status: 418, body: short}", 418, "short", Map.of()),
                error("error_in_200", 200, "{\"error\":{", Map.of("content-type", "application/json")),
                error("garbage", 200, "{\"id\":\"chatcmpl-", Map.of("content-type", "application/json")));
    }

    private static Arguments error(String fault, int status, String body, Map<String, String> headers) {
        return FaultsTest.row(fault, seen -> check(seen, status, body, headers));
    }

    private static void check(Seen seen, int status, String body, Map<String, String> headers) {
        assertThat(seen.failure()).isEmpty();
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.text()).contains(body);
        headers.forEach(
                (name, value) -> assertThat(seen.headers().get(name)).as(name).isEqualTo(value));
    }
}
