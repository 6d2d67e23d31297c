package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Durations;
import java.time.Duration;

/** Where notifications go, chosen by {@code type}. */
public sealed interface Receiver permits SlackReceiver, SlackWebhookReceiver, WebhookReceiver {
    /** Whether the end of an alert is told too. */
    boolean sendResolved();

    /** Bound of one request, from connect to the last byte. */
    Duration timeout();

    /** How long one notification is tried before it goes to the dead letters. */
    Duration giveUpAfter();

    /** The conditions all receivers share; one line each. */
    static void check(Duration timeout, Duration giveUpAfter) {
        Duration longest = Duration.ofMinutes(2);
        if (timeout.isZero() || timeout.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "timeout: " + Durations.format(timeout) + " (expected: more than 0s, at most 2m)");
        }
        if (giveUpAfter.compareTo(timeout) < 0) {
            throw new IllegalArgumentException("give_up_after: " + Durations.format(giveUpAfter)
                    + " (expected: at least the timeout of one request)");
        }
    }
}
