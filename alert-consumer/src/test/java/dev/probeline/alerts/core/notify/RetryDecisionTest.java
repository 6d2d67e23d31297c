package dev.probeline.alerts.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.notify.RetryDecision.Again;
import dev.probeline.alerts.core.notify.RetryDecision.Delivered;
import dev.probeline.alerts.core.notify.RetryDecision.GivenUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDecisionTest {
    private static final Duration PATIENCE = Duration.ofHours(6);

    @Test
    void everyStatusIsDecided() {
        Set<Integer> mayPass = Set.of(408, 425, 429);
        for (int code = 200; code < 600; code++) {
            RetryDecision decision = first(new Answer.Status(code, Optional.empty()));

            Class<?> expected =
                    code < 300 ? Delivered.class : code >= 500 || mayPass.contains(code) ? Again.class : GivenUp.class;
            assertThat(decision).as("status %d", code).isInstanceOf(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, CLIENT_ERROR", "301, CLIENT_ERROR", "401, AUTH_ERROR", "403, AUTH_ERROR", "404, CLIENT_ERROR"})
    void whatWillNeverPassIsGivenUpWithItsReason(int code, Failure failure) {
        assertThat(first(new Answer.Status(code, Optional.empty()))).isEqualTo(new GivenUp(failure));
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "503, SERVER_ERROR", "408, CONTEXT_DEADLINE_EXCEEDED"})
    void whatMayPassIsTriedAgainWithItsReason(int code, Failure failure) {
        assertThat(first(new Answer.Status(code, Optional.empty())))
                .isEqualTo(new Again(Duration.ofSeconds(1), failure));
    }

    @Test
    void theNetworkMayComeBack() {
        assertThat(first(new Answer.TimedOut()))
                .isEqualTo(new Again(Duration.ofSeconds(1), Failure.CONTEXT_DEADLINE_EXCEEDED));
        assertThat(first(new Answer.Unreachable())).isEqualTo(new Again(Duration.ofSeconds(1), Failure.OTHER));
    }

    @ParameterizedTest
    @CsvSource({"invalid_auth, AUTH_ERROR", "channel_not_found, CLIENT_ERROR", "msg_blocks_too_long, CLIENT_ERROR"})
    void slackSaysNoForGood(String error, Failure failure) {
        assertThat(first(new Answer.Refused(error, Optional.empty()))).isEqualTo(new GivenUp(failure));
    }

    @ParameterizedTest
    @CsvSource({"ratelimited, RATE_LIMITED", "internal_error, SERVER_ERROR"})
    void slackSaysNotNow(String error, Failure failure) {
        assertThat(first(new Answer.Refused(error, Optional.empty())))
                .isEqualTo(new Again(Duration.ofSeconds(1), failure));
    }

    @Test
    void backOffDoublesUpToAMinute() {
        assertThat(RetryDecision.backOff(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryDecision.backOff(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(RetryDecision.backOff(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryDecision.backOff(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatTheReceiverAsksForIsHonouredUpToAnHour() {
        assertThat(first(limited(Duration.ofMinutes(5))))
                .isEqualTo(new Again(Duration.ofMinutes(5), Failure.RATE_LIMITED));
        assertThat(first(limited(Duration.ofDays(365))))
                .isEqualTo(new Again(Duration.ofHours(1), Failure.RATE_LIMITED));
    }

    @Test
    void noTryBeginsAfterItsTimeIsUp() {
        RetryDecision decision =
                RetryDecision.after(new Answer.Unreachable(), 400, PATIENCE.minusSeconds(59), PATIENCE);

        assertThat(decision).isEqualTo(new GivenUp(Failure.OTHER));
    }

    @Test
    void retryAfterIsReadInBothForms() {
        Instant now = Instant.parse("2026-11-01T12:00:00Z");

        assertThat(RetryAfter.parse("30", now)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("1.5", now)).contains(Duration.ofMillis(1500));
        assertThat(RetryAfter.parse("Sun, 01 Nov 2026 12:00:42 GMT", now)).contains(Duration.ofSeconds(42));
        assertThat(RetryAfter.parse("Sun, 01 Nov 2026 11:00:00 GMT", now)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", now)).isEmpty();
        assertThat(RetryAfter.parse(null, now)).isEmpty();
    }

    private static Answer limited(Duration wait) {
        return new Answer.Status(429, Optional.of(wait));
    }

    private static RetryDecision first(Answer answer) {
        return RetryDecision.after(answer, 1, Duration.ZERO, PATIENCE);
    }
}
