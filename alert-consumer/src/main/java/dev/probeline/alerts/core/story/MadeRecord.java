package dev.probeline.alerts.core.story;

import dev.probeline.alerts.core.rule.Unit;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** The metrics record of one step, with everything the story does not say made up so that it fits what it says. */
public final class MadeRecord {
    /** Twenty: a twentieth is 5 %, and the fewest for a p95 that means something. */
    private static final double ATTEMPTS = 20;

    /** They follow from others. */
    private static final Set<String> DERIVED = Set.of("provider_error_rate", "shutdown_in");

    private final Series series;
    private final Map<String, Values.Step> values;

    MadeRecord(Series series, Map<String, Values.Step> values) {
        this.series = series;
        this.values = values;
    }

    /** Whether a story can say it of a record. */
    public static boolean takes(String metric) {
        return !DERIVED.contains(metric);
    }

    /** @throws IllegalArgumentException where the share of failures is not one of whole attempts */
    ProbeMetrics of(Instant end, int revision) {
        boolean silent = values.values().stream().anyMatch(value -> value.kind() == Values.Kind.SILENT);
        long usual = Math.round(number("attempts").orElse(ATTEMPTS));
        long attempts = silent ? 0 : usual;
        Map<String, Long> byType = counts("errors_by_type.");
        long failures = silent ? 0 : failures(attempts, byType);
        if (byType.isEmpty() && failures > 0) {
            byType.put(series.errorType(), failures);
        }
        Map<String, Long> byDomain = counts("errors_by_fault_domain.");
        if (byDomain.isEmpty() && failures > 0) {
            byDomain.put(series.faultDomain(), failures);
        }
        long ours = byDomain.getOrDefault("account", 0L)
                + byDomain.getOrDefault("config", 0L)
                + byDomain.getOrDefault("prober", 0L);
        long probes = silent ? 0 : Math.round(number("probes").orElse((double) attempts));
        long eligible = Math.max(0, Math.round(number("eligible_probes").orElse((double) (probes - ours))));
        long successful =
                Math.max(0, Math.round(number("successful_probes").orElse((double) (eligible - failures + ours))));
        double completeness = silent ? 0 : number("completeness").orElse(1);
        double expected = number("expected_probes").orElse(completeness == 0 ? usual : probes / completeness);
        double minutes = series.window().toMillis() / 60_000.0;
        return ProbeMetrics.newBuilder()
                .setProvider(series.key().provider())
                .setModel(series.key().model())
                .setEndpoint(series.key().endpoint())
                .setRegion(series.key().region())
                .setTarget(series.key().target())
                .setApiKeyAlias(series.key().apiKeyAlias())
                .setWindowStart(end.minus(series.window()))
                .setWindowEnd(end)
                .setWindowSizeMs(series.window().toMillis())
                .setAsOf(end)
                .setRevision(revision)
                .setFinal$(true)
                .setAttempts(attempts)
                .setProbes(probes)
                .setFailures(failures)
                .setErrorRate(attempts == 0 ? null : nullable("error_rate", (double) failures / attempts))
                .setEligibleProbes(eligible)
                .setSuccessfulProbes(successful)
                .setAvailability(eligible == 0 ? null : nullable("availability", (double) successful / eligible))
                .setErrorsByType(byType)
                .setErrorsByFaultDomain(byDomain)
                .setAttemptsByStatus(counts("attempts_by_status."))
                .setAttemptsByResponseModel(
                        attempts == failures
                                ? Map.of()
                                : series.responseModel()
                                        .map(model -> Map.of(model, attempts - failures))
                                        .orElse(Map.of()))
                .setAttemptsBySystemFingerprint(Map.of())
                .setLatencyMs(distribution("latency", attempts - failures, 1000))
                .setTtftMs(distribution("ttft", attempts - failures, 300))
                .setOutputTokensPerSecond(distribution("output_tokens_per_second", attempts - failures, 80))
                .setThroughputRpm(number("throughput_rpm").orElse(attempts / minutes))
                .setPromptTokens(whole("prompt_tokens"))
                .setCachedTokens(whole("cached_tokens"))
                .setCompletionTokens(whole("completion_tokens"))
                .setReasoningTokens(whole("reasoning_tokens"))
                .setCostUsd(number("cost_usd").orElse(0))
                .setShutdownDate(series.shutdownDate().orElse(null))
                .setMinRatelimitHeadroomRequests(orNull("ratelimit_headroom.requests"))
                .setMinRatelimitHeadroomTokens(orNull("ratelimit_headroom.tokens"))
                .setMinRatelimitHeadroomProjectTokens(orNull("ratelimit_headroom.project_tokens"))
                .setExpectedProbes(nullable("completeness", expected))
                .setCompleteness(nullable("completeness", completeness))
                .setRegions(Map.of())
                .setExamples(List.of())
                .build();
    }

    private long failures(long attempts, Map<String, Long> byType) {
        long counted = byType.values().stream().mapToLong(Long::longValue).sum();
        double share = number("error_rate").orElse(0) * attempts;
        if (Math.abs(share - Math.round(share)) > 1e-6) {
            throw new IllegalArgumentException(
                    "error_rate: " + Unit.RATIO.show(number("error_rate").getAsDouble()) + " of " + attempts
                            + " attempts (expected: a whole number of failures; say how many attempts there are)");
        }
        return Math.min(attempts, Math.round(number("failures").orElse(counted > 0 ? counted : share)));
    }

    /** The numbers the story does not say are those of the nearest one it does; without any all are the usual. */
    private Distribution distribution(String name, long count, double usual) {
        List<String> numbers = List.of("min", "p50", "p95", "p99", "p999", "max");
        Double[] known = new Double[numbers.size()];
        boolean nothing = count == 0;
        double last = usual;
        for (int i = numbers.size() - 1; i >= 0; i--) {
            Values.Step step = values.get(name + "." + numbers.get(i));
            nothing |= step != null && step.kind() == Values.Kind.NONE;
            last = step == null ? last : step.value();
            known[i] = step == null ? null : last;
        }
        for (int i = 0; i < known.length; i++) {
            last = known[i] == null ? last : known[i];
            known[i] = last;
        }
        long measured = nothing ? 0 : Math.round(number(name + ".count").orElse((double) count));
        Distribution.Builder made = Distribution.newBuilder()
                .setCount(measured)
                .setP50Sufficient(measured >= 2)
                .setP95Sufficient(measured >= 20)
                .setP99Sufficient(measured >= 100)
                .setP999Sufficient(measured >= 1000)
                .setRelativeAccuracy(0.01);
        if (measured > 0) {
            made.setMin(known[0])
                    .setP50(known[1])
                    .setP95(known[2])
                    .setP99(known[3])
                    .setP999(known[4])
                    .setMax(known[5])
                    .setMean(number(name + ".mean").orElse(known[1]))
                    .setStddev(number(name + ".stddev").orElse(0));
        }
        return made.build();
    }

    private Map<String, Long> counts(String prefix) {
        Map<String, Long> counts = new TreeMap<>();
        values.forEach((metric, step) -> {
            if (metric.startsWith(prefix) && Math.round(step.value()) > 0) {
                counts.put(metric.substring(prefix.length()), Math.round(step.value()));
            }
        });
        return counts;
    }

    private long whole(String metric) {
        return Math.round(number(metric).orElse(0));
    }

    private OptionalDouble number(String metric) {
        Values.Step step = values.get(metric);
        return step == null || step.kind() != Values.Kind.MEASURED
                ? OptionalDouble.empty()
                : OptionalDouble.of(step.value());
    }

    private Double orNull(String metric) {
        OptionalDouble number = number(metric);
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private Double nullable(String metric, double otherwise) {
        Values.Step step = values.get(metric);
        return step != null && step.kind() == Values.Kind.NONE ? null : otherwise;
    }
}
