package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0s, 0",
        "1ms, 1",
        "6ms, 6",
        "17ms, 17",
        "20ms, 20",
        "120ms, 120",
        "425ms, 425",
        "1s, 1000",
        "1.5s, 1500",
        "3s, 3000",
        "2m30.5s, 150500",
        "6m0s, 360000",
        "16m17.764s, 977764",
        "23h47m36.648s, 85656648",
        "0, 0"
    })
    void readsEveryGoDurationThatWasSeen(String text, long millis) {
        assertThat(GoDuration.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "m", "6 m", "-1s", "1.2.3s", "1d", "6m0", "s6", "999999999999h"})
    void whatIsNoDurationIsNotZero(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @Property
    void readsBackItsOwnParts(@ForAll short hours, @ForAll short minutes, @ForAll short millis) {
        int h = Math.abs(hours);
        int m = Math.abs(minutes);
        int ms = Math.abs(millis);
        assertThat(GoDuration.parse(h + "h" + m + "m" + ms + "ms"))
                .contains(Duration.ofHours(h).plusMinutes(m).plusMillis(ms));
    }

    @Test
    void absentIsNotZero() {
        assertThat(Headers.of(name -> null, NOW)).isEqualTo(Headers.NONE);
        assertThat(of(Map.of("x-ratelimit-remaining-tokens", "0")).rateLimits().tokens())
                .isEqualTo(new RateLimits.Limit(null, 0L, null));
    }

    @Test
    void readsAllLimits() {
        RateLimits limits = of(Map.of(
                        "x-ratelimit-limit-requests", "500",
                        "x-ratelimit-remaining-requests", "499",
                        "x-ratelimit-reset-requests", "120ms",
                        "x-ratelimit-limit-project-tokens", "30000",
                        "x-ratelimit-reset-project-tokens", "soon"))
                .rateLimits();
        assertThat(limits.requests()).isEqualTo(new RateLimits.Limit(500L, 499L, 120L));
        assertThat(limits.projectTokens()).isEqualTo(new RateLimits.Limit(30_000L, null, null));
    }

    @Test
    void prefersTheFinerRetryAfter() {
        assertThat(of(Map.of("retry-after", "2", "retry-after-ms", "1500")).retryAfterMs())
                .isEqualTo(1_500);
        assertThat(of(Map.of("retry-after", "2.5")).retryAfterMs()).isEqualTo(2_500);
        assertThat(of(Map.of("retry-after", "Fri, 20 Nov 2026 12:00:07 GMT")).retryAfterMs())
                .isEqualTo(7_000);
        assertThat(of(Map.of("retry-after", "Fri, 20 Nov 2020 12:00:07 GMT")).retryAfterMs())
                .isEqualTo(0);
        assertThat(of(Map.of("retry-after", "tomorrow")).retryAfterMs()).isNull();
    }

    @Test
    void namesTheEdge() {
        assertThat(of(Map.of("cf-ray", "8f3b1c2d4e5f6a7b-FRA")).edge()).isEqualTo("FRA");
        assertThat(of(Map.of("cf-ray", "8f3b1c2d4e5f6a7b")).edge()).isNull();
    }

    @Property
    void takesAnyValue(@ForAll String value) {
        assertThat(Headers.of(name -> value, NOW)).isNotNull();
    }

    private static Headers of(Map<String, String> headers) {
        return Headers.of(headers::get, NOW);
    }
}
