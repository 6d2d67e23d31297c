package dev.probeline.alerts.core.rule;

import java.util.OptionalDouble;

/**
 * What a condition found in a window, before the rule weighs it.
 *
 * @param silent nothing was tried in the window, and the condition is not about that
 * @param samples measurements behind the value
 * @param counts the value itself says how many probes there were, so there are never too few for it
 * @param value the number people want to see; empty where nothing was measured
 * @param answer whether the condition holds
 * @param why what a person needs besides the value to believe the answer; for {@link Answer#ERROR} what went wrong;
 *     empty where the value says it all
 */
public record Finding(boolean silent, long samples, boolean counts, OptionalDouble value, Answer answer, String why) {
    static Finding of(boolean silent, long samples, boolean counts, OptionalDouble value, Answer answer) {
        return new Finding(silent, samples, counts, value, answer, "");
    }
}
