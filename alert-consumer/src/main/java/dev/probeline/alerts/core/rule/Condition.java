package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.events.ProbeMetrics;
import java.util.OptionalDouble;

/** What a rule asks of one window. */
public sealed interface Condition permits Threshold {
    /** As written in the rule file. */
    String text();

    /** In the unit of the metric; empty where the condition is not a single threshold. */
    OptionalDouble threshold();

    /** Unit of the value and of the threshold. */
    Unit unit();

    Finding examine(ProbeMetrics window);

    /** @throws IllegalArgumentException if the text is no condition; the message says what was expected */
    static Condition parse(String text) {
        return Threshold.parse(text);
    }
}
