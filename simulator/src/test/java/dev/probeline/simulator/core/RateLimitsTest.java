package dev.probeline.simulator.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.simulator.core.RateLimits.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final RateLimit LIMIT = new RateLimit(500, 30_000);
    private static final Call CALL = new Call(
            new Moment(0, 0, Instant.EPOCH),
            "req_0",
            Api.OPENAI,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.of("m"));

    private final RateLimits limits = new RateLimits();

    @Test
    void headersCountDownAndTellWhenAllIsBack() {
        limits.charge("main", "m", LIMIT, 1000, 0);
        Map<String, String> headers = limits.charge("main", "m", LIMIT, 1000, 0).headers();

        assertThat(headers)
                .containsEntry("x-ratelimit-limit-requests", "500")
                .containsEntry("x-ratelimit-remaining-requests", "498")
                .containsEntry("x-ratelimit-reset-requests", "240ms")
                .containsEntry("x-ratelimit-remaining-tokens", "28000")
                .containsEntry("x-ratelimit-reset-tokens", "4s");
    }

    @Test
    void whatWasUsedGrowsBack() {
        limits.charge("main", "m", LIMIT, 30_000, 0);
        Standing later = limits.charge("main", "m", LIMIT, 0, 30 * SECOND);

        assertThat(later.headers()).containsEntry("x-ratelimit-remaining-tokens", "15000");
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheTimeToWait() {
        limits.charge("main", "m", LIMIT, 29_000, 0);
        Standing refused = limits.charge("main", "m", LIMIT, 2000, 0);

        ApiError error = refused.refusal(CALL, "org-x", 2000).orElseThrow();
        assertThat(error.status()).isEqualTo(429);
        assertThat(error.body()).contains("Limit 30000, Used 29000, Requested 2000. Please try again in 2s.");
        assertThat(error.headers()).containsEntry("retry-after", "2").containsEntry("retry-after-ms", "2000");
        assertThat(refused.headers()).containsEntry("x-ratelimit-remaining-tokens", "1000");
    }

    @Test
    void everyKeyAndModelHasItsOwn() {
        limits.charge("main", "m", LIMIT, 30_000, 0);

        assertThat(limits.charge("second", "m", LIMIT, 30_000, 0).refusal(CALL, "o", 1))
                .isEmpty();
        assertThat(limits.charge("main", "n", LIMIT, 30_000, 0).refusal(CALL, "o", 1))
                .isEmpty();
        assertThat(limits.charge("main", "m", LIMIT, 30_000, 0).refusal(CALL, "o", 1))
                .isPresent();
    }
}
