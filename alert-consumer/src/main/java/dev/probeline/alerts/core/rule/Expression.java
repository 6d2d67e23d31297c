package dev.probeline.alerts.core.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A condition in CEL: {@code latency.p95 > duration('5s') && probes >= 20}. A number that was not measured is unknown to
 * it, in Kleene's logic: {@code unknown && false} is false, {@code unknown && true} is unknown, and an alert hears
 * neither yes nor no.
 */
public final class Expression implements Condition {
    private final String text;
    private final CelRuntime.Program program;
    private final Map<String, Function<ProbeMetrics, Object>> variables;
    private final List<Metric> metrics;
    private final boolean speaksInSilence;

    private Expression(
            String text,
            CelRuntime.Program program,
            Map<String, Function<ProbeMetrics, Object>> variables,
            List<Metric> metrics) {
        this.text = text;
        this.program = program;
        this.variables = variables;
        this.metrics = metrics;
        this.speaksInSilence = metrics.stream().allMatch(Metric::speaksInSilence);
    }

    static Expression parse(String text) {
        CelAbstractSyntaxTree checked = Language.check(text);
        Language.checkDurations(text);
        Map<String, Function<ProbeMetrics, Object>> variables = new HashMap<>();
        Map<Integer, Metric> byPlace = new HashMap<>();
        checked.getReferenceMap().forEach((id, reference) -> {
            String name = reference.name();
            if (name.isEmpty()) {
                return; // a function
            }
            variables.put(name, Variables.named(name));
            Metrics.maybe(name).ifPresent(metric -> byPlace.merge(text.indexOf(name), metric, (a, b) -> a));
        });
        List<Metric> metrics = byPlace.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue)
                .toList();
        if (metrics.isEmpty() && variables.keySet().stream().noneMatch(Metrics.countsByWord()::contains)) {
            throw new IllegalArgumentException(
                    text.strip() + " names no metric (expected: at least one, such as " + "latency.p95 or error_rate)");
        }
        CelRuntime.Program program = Language.program(checked);
        tryOut(text.strip(), program, variables);
        return new Expression(text.strip(), program, Map.copyOf(variables), metrics);
    }

    /** What the type check cannot see: a label that no series has, a broken pattern. */
    private static void tryOut(String text, CelRuntime.Program program, Map<String, ?> variables) {
        try {
            program.eval(name -> variables.containsKey(name) ? Optional.of(Variables.sample(name)) : Optional.empty());
        } catch (CelEvaluationException e) {
            String cause = String.valueOf(e.getMessage()).replaceAll("(?s)^evaluation error( at <input>:\\d+)?: ", "");
            throw new IllegalArgumentException(
                    text + " cannot be worked out: " + cause + " (expected: literals and labels that exist)", e);
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.empty();
    }

    /** Of the metric named first: its value is the one to show. */
    @Override
    public Unit unit() {
        return metrics.isEmpty() ? Unit.COUNT : metrics.get(0).unit();
    }

    @Override
    public Finding examine(ProbeMetrics window, Memory memory) {
        boolean counts = !metrics.isEmpty() && speaksInSilence;
        boolean silent = window.getAttempts() == 0 && !counts;
        OptionalDouble value =
                metrics.isEmpty() ? OptionalDouble.empty() : metrics.get(0).read(window);
        try {
            Answer answer = answer(program.eval(name -> variable(name, window)));
            return Finding.of(silent, samples(window), counts, value, answer);
        } catch (CelEvaluationException e) {
            return new Finding(silent, samples(window), counts, value, Answer.ERROR, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Object> variable(String name, ProbeMetrics window) {
        Function<ProbeMetrics, Object> variable = variables.get(name);
        return variable == null ? Optional.empty() : Optional.of(variable.apply(window));
    }

    private static Answer answer(Object result) {
        if (result instanceof Boolean holds) {
            return Answer.of(holds);
        }
        if (result instanceof CelUnknownSet) {
            return Answer.UNKNOWN;
        }
        throw new IllegalStateException("an expression checked to be a bool gave " + result);
    }

    /**
     * Behind the number with the fewest. Left out are those that are about how many there are, and those that were not
     * measured: they are unknown already, and must not make unknown what the other half of an "or" knows.
     */
    private long samples(ProbeMetrics window) {
        long fewest = window.getAttempts();
        for (Metric metric : metrics) {
            if (!metric.speaksInSilence() && metric.read(window).isPresent()) {
                fewest = Math.min(fewest, metric.samples().applyAsLong(window));
            }
        }
        return fewest;
    }

    @Override
    public String toString() {
        return text;
    }
}
