package dev.probeline.alerts.config;

import dev.probeline.alerts.core.incident.Terms;
import dev.probeline.runtime.config.Durations;
import java.time.Duration;
import java.util.Optional;

/** Where notifications go, chosen by {@code type}. */
public sealed interface Receiver
        permits AlertmanagerReceiver,
                DiscordReceiver,
                EmailReceiver,
                PagerDutyReceiver,
                SlackReceiver,
                SlackWebhookReceiver,
                TeamsReceiver,
                TerminalReceiver,
                WebhookReceiver {
    /** Whether the end of an alert is told too. */
    boolean sendResolved();

    /** Bound of one request, from connect to the last byte. */
    Duration timeout();

    /** What one notification may take: of all its requests together. */
    default Duration bound() {
        return timeout();
    }

    /** How long one notification is tried before it goes to the dead letters. */
    Duration giveUpAfter();

    /** Requests at once after a pause, and a second in the long run. */
    default double burst() {
        return 100;
    }

    default double perSecond() {
        return 50;
    }

    /** How often it wants to hear what it knows; empty leaves that to the route. */
    default Optional<Duration> resend() {
        return Optional.empty();
    }

    default Terms terms() {
        return new Terms(sendResolved(), giveUpAfter(), resend(), burst(), perSecond());
    }

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
