package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.events.ProbeMetrics;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One number of a {@link ProbeMetrics} record that a rule can be about.
 *
 * @param name as written in rules
 * @param unit of its values and thresholds
 * @param value null where nothing was measured
 * @param samples how many measurements stand behind the value
 * @param speaksInSilence whether the value means something in a window without attempts: the number of attempts does,
 *     the error rate does not
 */
public record Metric(
        String name,
        Unit unit,
        Function<ProbeMetrics, Double> value,
        ToLongFunction<ProbeMetrics> samples,
        boolean speaksInSilence) {

    public OptionalDouble read(ProbeMetrics window) {
        Double read = value.apply(window);
        return read == null ? OptionalDouble.empty() : OptionalDouble.of(read);
    }
}
