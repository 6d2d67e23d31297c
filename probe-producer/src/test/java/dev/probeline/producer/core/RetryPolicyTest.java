package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
    private final RetryPolicy policy =
            new RetryPolicy(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), Duration.ofSeconds(30));

    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void triesAgainWhereItMayHelp(ErrorType type) {
        RetryPolicy.Decision decision = policy.after(1, Failure.of(type, ""), Headers.NONE);
        assertThat(decision.again()).isEqualTo(type.worthRetrying());
    }

    @Test
    void waitsLongerEachTimeAndThenStops() {
        Failure failure = Failure.of(ErrorType.OVERLOADED, "");
        assertThat(policy.after(1, failure, Headers.NONE).delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.after(2, failure, Headers.NONE).delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.after(3, failure, Headers.NONE)).isEqualTo(RetryPolicy.Decision.STOP);
    }

    @Test
    void honoursWhatTheServerAsks() {
        Failure failure = Failure.of(ErrorType.OVERLOADED, "");
        assertThat(policy.after(1, failure, asking(5_000L, null)).delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.after(1, failure, asking(60_000L, null)).again()).isFalse();
        assertThat(policy.after(1, failure, asking(null, false)).again()).isFalse();
        Failure hopeless = Failure.of(ErrorType.INVALID_REQUEST, "");
        assertThat(policy.after(1, hopeless, asking(null, true)).again()).isTrue();
    }

    @Test
    void successNeedsNoRetry() {
        assertThat(policy.after(1, null, Headers.NONE).again()).isFalse();
    }

    private static Headers asking(Long retryAfterMs, Boolean shouldRetry) {
        return new Headers(null, null, null, retryAfterMs, shouldRetry, RateLimits.UNKNOWN);
    }
}
