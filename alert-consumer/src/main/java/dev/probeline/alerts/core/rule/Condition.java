package dev.probeline.alerts.core.rule;

import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a rule asks of one window, and for some kinds of those before it. */
public sealed interface Condition permits Threshold, Expression, Quorum, BurnRate, Forecast, Anomaly, Drift, Absence {
    /** Metric, operator and something that begins like a number: no expression in CEL is meant. */
    Pattern TRIPLE = Pattern.compile("\\s*[^\\s<>=!()\\[\\]+*/-]+\\s*(?:>=|<=|==|!=|>|<)\\s*[-+.]?[0-9]\\S*\\s*");

    /** As written in the rule file. */
    String text();

    /** In the unit of the value; empty where the condition is not a single threshold. */
    OptionalDouble threshold();

    /** Unit of the value and of the threshold. */
    Unit unit();

    /** @param memory what {@link #learn} made of the windows up to this one */
    Finding examine(ProbeMetrics window, Memory memory);

    /**
     * What to remember of a window. Asked for every record, also for corrections of old windows, which no alert hears.
     *
     * @param memory of an earlier form of the rule too: what does not fit is forgotten
     */
    default Memory learn(Memory memory, ProbeMetrics window) {
        return Memory.NONE;
    }

    /** @throws IllegalArgumentException if the text is no condition; the message says what was expected */
    static Condition parse(String text) {
        return TRIPLE.matcher(text).matches() ? Threshold.parse(text) : Expression.parse(text);
    }
}
