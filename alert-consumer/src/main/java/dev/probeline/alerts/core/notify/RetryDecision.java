package dev.probeline.alerts.core.notify;

import java.time.Duration;
import java.util.Optional;

/** What to do after one try of a notification. */
public sealed interface RetryDecision {
    record Delivered() implements RetryDecision {}

    record Again(Duration after, Failure because) implements RetryDecision {}

    record GivenUp(Failure because) implements RetryDecision {}

    /** Longest wait of our own choice. */
    Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    /** Longest wait a receiver may ask for; a typing error there shall not silence a channel for a year. */
    Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /**
     * @param attempt number of the try just made, 1 first
     * @param spent since the first try began
     * @param giveUpAfter no try begins later than this after the first
     */
    static RetryDecision after(Answer answer, int attempt, Duration spent, Duration giveUpAfter) {
        Verdict verdict = Verdict.of(answer);
        if (verdict.failure().isEmpty()) {
            return new Delivered();
        }
        Failure failure = verdict.failure().get();
        if (!verdict.retriable()) {
            return new GivenUp(failure);
        }
        Duration wait = asked(answer).orElseGet(() -> backOff(attempt));
        return spent.plus(wait).compareTo(giveUpAfter) > 0 ? new GivenUp(failure) : new Again(wait, failure);
    }

    /** 1 s, 2 s, 4 s and so on up to a minute. */
    static Duration backOff(int attempt) {
        Duration wait = Duration.ofSeconds(1L << Math.min(Math.max(attempt, 1) - 1, 10));
        return wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait;
    }

    private static Optional<Duration> asked(Answer answer) {
        Optional<Duration> asked = Optional.empty();
        if (answer instanceof Answer.Status status) {
            asked = status.retryAfter();
        } else if (answer instanceof Answer.Refused refused) {
            asked = refused.retryAfter();
        }
        return asked.map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait);
    }
}
