package dev.probeline.producer.core;

import java.time.Duration;
import java.util.List;

/**
 * Whether a probe tries again, decided from one failure alone.
 *
 * @param delays wait before the second, third, … attempt; empty for no retries
 * @param longestWait a server that asks for more is asked again by the next probe only
 */
public record RetryPolicy(List<Duration> delays, Duration longestWait) {

    public RetryPolicy {
        delays = List.copyOf(delays);
    }

    /**
     * @param delay zero unless {@code again}
     * @param reason for logs and tests
     */
    public record Decision(boolean again, Duration delay, String reason) {
        static Decision stop(String reason) {
            return new Decision(false, Duration.ZERO, reason);
        }
    }

    /**
     * @param number of the attempt that just ended, from 1
     * @param failure null on success
     */
    public Decision after(int number, Failure failure, Headers headers) {
        if (failure == null) {
            return Decision.stop("success");
        }
        if (number > delays.size()) {
            return Decision.stop("no retries left");
        }
        Boolean advice = headers.shouldRetry();
        if (advice == null ? !failure.type().worthRetrying() : !advice) {
            return Decision.stop(
                    advice == null ? failure.type().wireName() + " does not pass" : "the server says not to");
        }
        Duration delay = delays.get(number - 1);
        Duration asked = headers.retryAfterMs() == null ? Duration.ZERO : Duration.ofMillis(headers.retryAfterMs());
        if (asked.compareTo(longestWait) > 0) {
            return Decision.stop("the server asks to wait " + asked.toSeconds() + " s");
        }
        return new Decision(
                true, asked.compareTo(delay) > 0 ? asked : delay, failure.type().wireName() + " may pass");
    }
}
