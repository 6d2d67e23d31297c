package dev.probeline.alerts.core.rule;

import dev.probeline.runtime.config.EditDistance;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The closed set of metrics a rule can name: every number of a {@link ProbeMetrics} record. */
public final class Metrics {
    private static final Map<String, Metric> FIXED = fixed();
    private static final Map<String, Function<ProbeMetrics, Map<String, Long>>> COUNTS_BY = Map.of(
            "errors_by_type", ProbeMetrics::getErrorsByType,
            "errors_by_fault_domain", ProbeMetrics::getErrorsByFaultDomain,
            "attempts_by_status", ProbeMetrics::getAttemptsByStatus);

    /** @throws IllegalArgumentException if there is no such metric; the message names the nearest ones */
    public static Metric named(String name) {
        Metric fixed = FIXED.get(name);
        if (fixed != null) {
            return fixed;
        }
        int dot = name.indexOf('.');
        Function<ProbeMetrics, Map<String, Long>> counts = dot < 0 ? null : COUNTS_BY.get(name.substring(0, dot));
        String word = name.substring(dot + 1);
        if (counts == null || !word.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("metric: " + name + " (expected: " + nearest(name) + ")");
        }
        return new Metric(
                name,
                Unit.COUNT,
                window -> counts.apply(window).getOrDefault(word, 0L).doubleValue(),
                ProbeMetrics::getAttempts,
                false);
    }

    /** Of the fixed names only. */
    static Optional<Metric> maybe(String name) {
        return Optional.ofNullable(FIXED.get(name));
    }

    /** What is counted by words that nobody can list beforehand. */
    static Set<String> countsByWord() {
        return COUNTS_BY.keySet();
    }

    static Map<String, Long> counts(String name, ProbeMetrics window) {
        return COUNTS_BY.get(name).apply(window);
    }

    /** All names without the open-ended {@code errors_by_type.…}, {@code errors_by_fault_domain.…} and {@code attempts_by_status.…}. */
    public static Set<String> names() {
        return FIXED.keySet();
    }

    private static Map<String, Metric> fixed() {
        Map<String, Metric> all = new TreeMap<>();
        distribution(all, "latency", Unit.MILLISECONDS, ProbeMetrics::getLatencyMs);
        distribution(all, "ttft", Unit.MILLISECONDS, ProbeMetrics::getTtftMs);
        distribution(all, "output_tokens_per_second", Unit.TOKENS_PER_SECOND, ProbeMetrics::getOutputTokensPerSecond);

        loud(all, "attempts", Unit.COUNT, count(ProbeMetrics::getAttempts));
        loud(all, "probes", Unit.COUNT, count(ProbeMetrics::getProbes));
        loud(all, "throughput_rpm", Unit.PER_MINUTE, ProbeMetrics::getThroughputRpm);
        loud(all, "expected_probes", Unit.COUNT, ProbeMetrics::getExpectedProbes);
        loud(all, "completeness", Unit.RATIO, ProbeMetrics::getCompleteness);

        ofAttempts(all, "failures", Unit.COUNT, count(ProbeMetrics::getFailures));
        ofAttempts(all, "error_rate", Unit.RATIO, ProbeMetrics::getErrorRate);
        ofAttempts(all, "provider_error_rate", Unit.RATIO, Metrics::providerErrorRate);
        ofAttempts(all, "prompt_tokens", Unit.COUNT, count(ProbeMetrics::getPromptTokens));
        ofAttempts(all, "cached_tokens", Unit.COUNT, count(ProbeMetrics::getCachedTokens));
        ofAttempts(all, "completion_tokens", Unit.COUNT, count(ProbeMetrics::getCompletionTokens));
        ofAttempts(all, "reasoning_tokens", Unit.COUNT, count(ProbeMetrics::getReasoningTokens));
        ofAttempts(all, "cost_usd", Unit.USD, ProbeMetrics::getCostUsd);
        ofAttempts(all, "ratelimit_headroom.requests", Unit.RATIO, ProbeMetrics::getMinRatelimitHeadroomRequests);
        ofAttempts(all, "ratelimit_headroom.tokens", Unit.RATIO, ProbeMetrics::getMinRatelimitHeadroomTokens);
        ofAttempts(
                all,
                "ratelimit_headroom.project_tokens",
                Unit.RATIO,
                ProbeMetrics::getMinRatelimitHeadroomProjectTokens);

        put(all, "shutdown_in", Unit.MILLISECONDS, Metrics::untilShutdown, ProbeMetrics::getAttempts, false);
        put(all, "eligible_probes", Unit.COUNT, count(ProbeMetrics::getEligibleProbes), ProbeMetrics::getProbes, false);
        put(
                all,
                "successful_probes",
                Unit.COUNT,
                count(ProbeMetrics::getSuccessfulProbes),
                ProbeMetrics::getEligibleProbes,
                false);
        put(all, "availability", Unit.RATIO, ProbeMetrics::getAvailability, ProbeMetrics::getEligibleProbes, false);
        return all;
    }

    private static Double providerErrorRate(ProbeMetrics window) {
        return window.getAttempts() == 0 ? null : (double) (window.getFailures() - ours(window)) / window.getAttempts();
    }

    /** Failures that are ours: a used-up quota or a wrong key is no trouble of the provider. */
    static long ours(ProbeMetrics window) {
        Map<String, Long> errors = window.getErrorsByFaultDomain();
        return errors.getOrDefault("account", 0L)
                + errors.getOrDefault("config", 0L)
                + errors.getOrDefault("prober", 0L);
    }

    /** From the end of the window to the first moment of the announced day, UTC; a past one is 0. */
    private static Double untilShutdown(ProbeMetrics window) {
        if (window.getShutdownDate() == null) {
            return null;
        }
        try {
            Instant end = LocalDate.parse(window.getShutdownDate())
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return (double)
                    Math.max(0, Duration.between(window.getWindowEnd(), end).toMillis());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static void distribution(
            Map<String, Metric> all, String name, Unit unit, Function<ProbeMetrics, Distribution> part) {
        Map<String, Function<Distribution, Double>> numbers = Map.of(
                "min", Distribution::getMin,
                "max", Distribution::getMax,
                "mean", Distribution::getMean,
                "stddev", Distribution::getStddev,
                "p50", Distribution::getP50,
                "p95", Distribution::getP95,
                "p99", Distribution::getP99,
                "p999", Distribution::getP999);
        ToLongFunction<ProbeMetrics> count = m -> part.apply(m).getCount();
        numbers.forEach((number, read) -> put(all, name + "." + number, unit, part.andThen(read), count, false));
        loud(all, name + ".count", Unit.COUNT, count(count));
    }

    private static Function<ProbeMetrics, Double> count(ToLongFunction<ProbeMetrics> whole) {
        return window -> (double) whole.applyAsLong(window);
    }

    private static void loud(Map<String, Metric> all, String name, Unit unit, Function<ProbeMetrics, Double> value) {
        put(all, name, unit, value, ProbeMetrics::getAttempts, true);
    }

    private static void ofAttempts(
            Map<String, Metric> all, String name, Unit unit, Function<ProbeMetrics, Double> value) {
        put(all, name, unit, value, ProbeMetrics::getAttempts, false);
    }

    private static void put(
            Map<String, Metric> all,
            String name,
            Unit unit,
            Function<ProbeMetrics, Double> value,
            ToLongFunction<ProbeMetrics> samples,
            boolean speaksInSilence) {
        all.put(name, new Metric(name, unit, value, samples, speaksInSilence));
    }

    /** For messages: the names most like this one. */
    static String nearest(String name) {
        return FIXED.keySet().stream()
                .sorted(Comparator.comparingInt(candidate -> EditDistance.between(name, candidate)))
                .limit(3)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    private Metrics() {}
}
