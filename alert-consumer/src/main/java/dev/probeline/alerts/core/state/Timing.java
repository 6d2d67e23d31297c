package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Rule;
import java.time.Duration;

/**
 * A rule's patience before it fires and before it resolves.
 *
 * @param window length of the windows that speak to it
 */
public record Timing(Duration pendingFor, Duration keepFiringFor, Duration window) {
    /**
     * How long an alert that flaps must be clear before it is believed: then one incident, told once, stands for what
     * else were one more page every few minutes.
     */
    static final Duration CALM = Duration.ofMinutes(15);

    static Timing of(Rule rule, boolean flapping) {
        Duration keep = flapping && rule.keepFiringFor().compareTo(CALM) < 0 ? CALM : rule.keepFiringFor();
        return new Timing(rule.pendingFor(), keep, rule.window());
    }

    /**
     * The longest time without evidence over which a pending alert is still one incident: the larger of {@code for} and
     * two windows. Two windows, because each speaks for its own length only: further apart than that, they leave a whole
     * window between them of which nothing is known, and a short {@code for} would be filled by chance. And {@code for},
     * because a target probed less often than every two windows would else never fire: who asks for half an hour of
     * trouble accepts evidence that comes every ten minutes.
     */
    Duration longestGap() {
        Duration twoWindows = window.multipliedBy(2);
        return pendingFor.compareTo(twoWindows) > 0 ? pendingFor : twoWindows;
    }
}
