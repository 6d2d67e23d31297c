package dev.probeline.alerts.core.rule;

import dev.probeline.alerts.core.learn.Detector;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.alerts.core.learn.Surprise;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value that is not what it usually is, without a threshold of its own.
 *
 * @param detector what knows the usual
 * @param deviations how many usual deviations are unusual
 */
public record Anomaly(
        String text, Metric metric, Duration step, Detector detector, double deviations, Direction direction)
        implements Condition {
    /** Which side of the usual is trouble. */
    public enum Direction {
        UP,
        DOWN,
        BOTH
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.empty();
    }

    @Override
    public Unit unit() {
        return metric.unit();
    }

    @Override
    public Memory learn(Memory memory, ProbeMetrics window) {
        OptionalDouble value = metric.read(window);
        boolean settled = window.getFinal$() && window.getWindowEnd().toEpochMilli() % step.toMillis() == 0;
        return value.isEmpty() || !settled
                ? memory
                : detector.learn(memory, window.getWindowEnd(), value.getAsDouble());
    }

    @Override
    public Finding examine(ProbeMetrics window, Memory memory) {
        OptionalDouble value = metric.read(window);
        boolean silent = window.getAttempts() == 0 && !metric.speaksInSilence();
        long samples = metric.samples().applyAsLong(window);
        Optional<Surprise> surprise =
                value.isEmpty() ? Optional.empty() : detector.judge(memory, window.getWindowEnd(), value.getAsDouble());
        if (surprise.isEmpty()) {
            return Finding.of(silent, samples, metric.speaksInSilence(), value, Answer.UNKNOWN);
        }
        double off = surprise.get().deviations();
        boolean unusual = switch (direction) {
            case UP -> off > deviations;
            case DOWN -> off < -deviations;
            case BOTH -> Math.abs(off) > deviations;
        };
        String why = "observed " + metric.unit().show(value.getAsDouble()) + ", expected "
                + metric.unit().show(surprise.get().expected()) + ": " + Unit.COUNT.show(Math.abs(off))
                + " usual deviations " + (off < 0 ? "below" : "above");
        return new Finding(silent, samples, metric.speaksInSilence(), value, Answer.of(unusual), why);
    }
}
