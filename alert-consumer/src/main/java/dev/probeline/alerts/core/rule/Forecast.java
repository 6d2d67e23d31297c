package dev.probeline.alerts.core.rule;

import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.alerts.core.learn.Trend;
import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that runs out: by the slope of what remains, when nothing will be left.
 *
 * @param metric the share that remains
 * @param over how far back the slope looks
 * @param within the condition holds when the end is nearer than this
 */
public record Forecast(String text, Metric metric, Duration step, Duration over, Duration within) implements Condition {
    /** Below this the line does not describe the points, and where it ends means nothing. */
    private static final double LEAST_FIT = 0.6;

    /** What remains grows by more than this only when the limit was reset: the points before are of another story. */
    private static final double REFILL = 0.1;

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.of((double) within.toMillis());
    }

    /** The value is the time that is left. */
    @Override
    public Unit unit() {
        return Unit.MILLISECONDS;
    }

    @Override
    public Memory learn(Memory memory, ProbeMetrics window) {
        Trend trend = memory instanceof Trend known ? known : Trend.NONE;
        OptionalDouble left = metric.read(window);
        long end = window.getWindowEnd().toEpochMilli();
        if (left.isEmpty() || end % step.toMillis() != 0) {
            return trend;
        }
        int newest = trend.points().size() - 1;
        boolean refilled = newest >= 0
                && end > trend.points().get(newest).atMs()
                && left.getAsDouble() > trend.points().get(newest).value() + REFILL;
        return (refilled ? Trend.NONE : trend).with(new Trend.Point(end, left.getAsDouble()), over.toMillis());
    }

    @Override
    public Finding examine(ProbeMetrics window, Memory memory) {
        boolean silent = window.getAttempts() == 0;
        Optional<Trend.Line> line = memory instanceof Trend trend ? trend.line() : Optional.empty();
        if (metric.read(window).isEmpty() || line.isEmpty()) {
            return Finding.of(silent, window.getAttempts(), false, OptionalDouble.empty(), Answer.UNKNOWN);
        }
        double perMs = line.get().perMs();
        if (perMs >= 0 || line.get().fit() < LEAST_FIT) {
            return Finding.of(silent, window.getAttempts(), false, OptionalDouble.empty(), Answer.NO);
        }
        double leftMs = Math.max(0, line.get().now()) / -perMs;
        String why = Unit.RATIO.show(line.get().now()) + " left, falling by " + Unit.RATIO.show(-perMs * 60_000)
                + " of the limit a minute over " + Durations.format(over);
        Answer answer = Answer.of(leftMs < within.toMillis());
        return new Finding(silent, window.getAttempts(), false, OptionalDouble.of(leftMs), answer, why);
    }
}
