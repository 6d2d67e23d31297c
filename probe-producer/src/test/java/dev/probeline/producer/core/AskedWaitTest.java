package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedWaitTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String TEXT = "Rate limit reached for gpt-4o in organization org-x on tokens per min (TPM): "
            + "Limit 30000, Used 25339, Requested 5560. Please try again in %s. Visit https://example.com to learn more.";

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 1500, 1500",
        "retry-after, 2, 2000",
        "retry-after, 0.5, 500",
        "'retry-after', 'Fri, 20 Nov 2026 12:00:07 GMT', 7000"
    })
    void retryAfterInEachOfItsFormsComesFirst(String header, String value, long millis) {
        Map<String, String> headers =
                Map.of(header, value, "x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "6m0s");
        assertThat(asked(headers, TEXT.formatted("9s"))).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void thenTheResetOfWhatIsUsedUpAndOfNothingElse() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-remaining-requests", "12",
                "x-ratelimit-reset-requests", "23h47m36.648s",
                "x-ratelimit-remaining-tokens", "0",
                "x-ratelimit-reset-tokens", "20ms",
                "x-ratelimit-remaining-project-tokens", "0",
                "x-ratelimit-reset-project-tokens", "6m0s");
        assertThat(asked(headers, TEXT.formatted("9s"))).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void theLimitByUsageStandsWhereThereIsNoOther() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-remaining-tokens_usage_based", "0", "x-ratelimit-reset-tokens_usage_based", "1m30s");
        assertThat(asked(headers, "")).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({"1.798s, 1798", "20ms, 20", "6m0s, 360000", "1h2m3.5s, 3723500"})
    void theTextIsTheLastResort(String text, long millis) {
        assertThat(asked(Map.of(), TEXT.formatted(text))).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void aTextWithoutEndIsReadToItsSixthPart() {
        assertThat(asked(Map.of(), TEXT.formatted("1s".repeat(32_000)))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aRefusalThatAsksNothingIsNotAskedAnything() {
        assertThat(AskedWait.of(Failure.of(ErrorType.RATE_LIMIT_EXCEEDED, "no"), Headers.NONE))
                .isEmpty();
        assertThat(AskedWait.of(Failure.of(ErrorType.SERVER_ERROR, TEXT.formatted("9s")), Headers.NONE))
                .isEmpty();
    }

    private static Duration asked(Map<String, String> headers, String text) {
        Failure failure = Failure.of(ErrorType.RATE_LIMIT_EXCEEDED, text);
        return AskedWait.of(failure, Headers.of(headers::get, NOW)).orElseThrow();
    }
}
