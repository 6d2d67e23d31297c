package dev.probeline.alerts.core.incident;

import java.time.Duration;
import java.util.Optional;

/**
 * What one receiver wants and bears.
 *
 * @param sendResolved whether the end is told too
 * @param giveUpAfter how long one piece of news is tried
 * @param resend how often it wants to hear what it knows, for it may forget; empty leaves that to the route
 * @param burst requests at once, after a pause
 * @param perSecond requests in the long run
 */
public record Terms(
        boolean sendResolved, Duration giveUpAfter, Optional<Duration> resend, double burst, double perSecond) {
    /** How long after its end an alert is told to be over again: one that forgets may have been away just then. */
    Duration keepsEnds() {
        return resend.map(each -> each.multipliedBy(5)).orElse(Duration.ZERO);
    }
}
