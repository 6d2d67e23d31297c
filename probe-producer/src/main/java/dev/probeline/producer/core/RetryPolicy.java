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
     * @param asked whether the server asked for a wait
     */
    public record Decision(boolean again, Duration delay, boolean asked) {
        public static final Decision STOP = new Decision(false, Duration.ZERO, false);
    }

    /**
     * @param number of the attempt that just ended, from 1
     * @param failure null on success
     */
    public Decision after(int number, Failure failure, Headers headers) {
        if (failure == null || number > delays.size()) {
            return Decision.STOP;
        }
        Boolean advice = headers.shouldRetry();
        if (advice == null ? !failure.type().worthRetrying() : !advice) {
            return Decision.STOP;
        }
        Duration delay = delays.get(number - 1);
        Duration asked = AskedWait.of(failure, headers).orElse(Duration.ZERO);
        if (asked.compareTo(longestWait) > 0) {
            return Decision.STOP;
        }
        return new Decision(true, asked.compareTo(delay) > 0 ? asked : delay, !asked.isZero());
    }
}
