package dev.probeline.alerts.core.rule;

import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The triple metric, operator, threshold, written {@code latency.p95 > 5s}. */
public record Threshold(String text, Metric metric, Operator operator, double limit) implements Condition {
    private static final Pattern TRIPLE =
            Pattern.compile("\\s*([^\\s<>=!]+)\\s*(>=|<=|==|!=|>|<)\\s*([^\\s<>=!].*?)\\s*");

    static Threshold parse(String text) {
        Matcher triple = TRIPLE.matcher(text);
        if (!triple.matches()) {
            throw new IllegalArgumentException(
                    text + " (expected: metric, operator and threshold, such as latency.p95 > 5s)");
        }
        Metric metric = Metrics.named(triple.group(1));
        return new Threshold(text.strip(), metric, Operator.of(triple.group(2)), limit(metric, triple.group(3)));
    }

    private static double limit(Metric metric, String text) {
        try {
            return metric.unit().threshold(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "threshold of " + metric.name() + ": " + text + " (expected: "
                            + metric.unit().expected() + ")",
                    e);
        }
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.of(limit);
    }

    @Override
    public Unit unit() {
        return metric.unit();
    }

    @Override
    public Finding examine(ProbeMetrics window, Memory memory) {
        OptionalDouble value = metric.read(window);
        boolean silent = window.getAttempts() == 0 && !metric.speaksInSilence();
        Answer answer = value.isEmpty() ? Answer.UNKNOWN : Answer.of(operator.holds(value.getAsDouble(), limit));
        return Finding.of(silent, metric.samples().applyAsLong(window), metric.speaksInSilence(), value, answer);
    }
}
