package dev.probeline.alerts.core.rule;

import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.alerts.core.learn.Seen;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.RegionSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A condition that must hold in several regions of a roll-up. A region that is silent is unknown, not well: as long as
 * the silent ones could turn the answer, there is none.
 *
 * @param each what is asked of each region
 * @param minSamples a region with fewer attempts is silent
 */
public record Quorum(Threshold each, Share minFailing, int minReporting, long minSamples) implements Condition {
    /** A region that is silent for longer is not probed from any more. */
    private static final Duration MISSED = Duration.ofDays(1);

    private static final Map<String, BiFunction<ProbeMetrics, RegionSummary, Double>> METRICS = new TreeMap<>(Map.of(
            "attempts", (rollUp, region) -> (double) region.getAttempts(),
            "failures", (rollUp, region) -> (double) region.getFailures(),
            "error_rate", (rollUp, region) -> (double) region.getFailures() / region.getAttempts(),
            "provider_error_rate", Quorum::providerErrorRate,
            "latency.p95", (rollUp, region) -> region.getLatencyP95Ms()));

    /** Whose failures they are is known of the roll-up only, so each region is taken to have its share of ours. */
    private static double providerErrorRate(ProbeMetrics rollUp, RegionSummary region) {
        double ours = rollUp.getFailures() == 0 ? 0 : (double) Metrics.ours(rollUp) / rollUp.getFailures();
        return region.getFailures() * (1 - ours) / region.getAttempts();
    }

    /** Whether a roll-up says this of its regions. */
    public static boolean knows(Condition condition) {
        return condition instanceof Threshold threshold
                && METRICS.containsKey(threshold.metric().name());
    }

    /** For messages. */
    public static String metrics() {
        return String.join(", ", METRICS.keySet());
    }

    @Override
    public String text() {
        return each.text() + " in " + minFailing + (minFailing.ofAll() ? " of the" : "") + " regions";
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.empty();
    }

    /** The value is the number of regions. */
    @Override
    public Unit unit() {
        return Unit.COUNT;
    }

    /** A roll-up does not name the regions that are silent, so those that spoke are remembered. */
    @Override
    public Memory learn(Memory memory, ProbeMetrics window) {
        Seen seen = memory instanceof Seen known ? known : Seen.since(window.getWindowEnd());
        List<String> speaking = window.getRegions().entrySet().stream()
                .filter(region -> region.getValue().getAttempts() > 0)
                .map(Map.Entry::getKey)
                .toList();
        return seen.with(speaking, window.getWindowEnd(), MISSED);
    }

    @Override
    public Finding examine(ProbeMetrics window, Memory memory) {
        List<String> failing = new ArrayList<>();
        List<String> healthy = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        new TreeMap<>(window.getRegions()).forEach((name, region) -> {
            Double value = region.getAttempts() < Math.max(1, minSamples)
                    ? null
                    : METRICS.get(each.metric().name()).apply(window, region);
            (value == null ? silent : each.operator().holds(value, each.limit()) ? failing : healthy).add(name);
        });
        if (memory instanceof Seen seen) {
            seen.names().keySet().stream()
                    .filter(region -> !window.getRegions().containsKey(region))
                    .forEach(silent::add);
        }
        int reporting = failing.size() + healthy.size();
        Answer answer = answer(failing.size(), reporting, silent.size());
        String why = failing.size() + " of " + reporting + " reporting regions" + list(": ", failing)
                + list("; healthy: ", healthy) + list("; silent: ", silent);
        return new Finding(
                window.getAttempts() == 0, window.getAttempts(), true, OptionalDouble.of(failing.size()), answer, why);
    }

    private Answer answer(int failing, int reporting, int silent) {
        if (reporting < minReporting) {
            return Answer.UNKNOWN;
        }
        if (failing >= minFailing.of(reporting)) {
            return Answer.YES;
        }
        boolean couldBe = failing + silent >= minFailing.of(reporting + silent);
        return couldBe && silent > 0 ? Answer.UNKNOWN : Answer.NO;
    }

    private static String list(String title, List<String> regions) {
        return regions.isEmpty() ? "" : title + String.join(", ", regions);
    }
}
