package dev.probeline.alerts.core.story;

import dev.probeline.alerts.core.rule.Label;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.RegionSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The roll-ups the rules ask for, with the counts of the series heard of in one window: as the aggregator makes them,
 * but for the percentiles, which no sketch is there to merge.
 */
final class RollUps {
    private final List<Set<Label>> asked;

    RollUps(List<Rule> rules) {
        asked = rules.stream()
                .map(rule -> rule.match().over())
                .filter(over -> !over.isEmpty())
                .distinct()
                .toList();
    }

    /** @param records of one window, each of another series */
    Map<String, ProbeMetrics> of(Collection<ProbeMetrics> records, int revision) {
        Map<String, List<ProbeMetrics>> members = new LinkedHashMap<>();
        for (Set<Label> over : asked) {
            for (ProbeMetrics record : records) {
                members.computeIfAbsent(key(record, over), key -> new ArrayList<>())
                        .add(record);
            }
        }
        Map<String, ProbeMetrics> rolledUp = new LinkedHashMap<>();
        members.forEach((key, all) -> rolledUp.put(key, rollUp(SeriesKey.parse(key), all, revision)));
        return rolledUp;
    }

    private static String key(ProbeMetrics record, Set<Label> over) {
        return new SeriesKey(
                        part(Label.PROVIDER, record.getProvider(), over),
                        part(Label.MODEL, record.getModel(), over),
                        part(Label.ENDPOINT, record.getEndpoint(), over),
                        part(Label.REGION, record.getRegion(), over),
                        part(Label.TARGET, record.getTarget(), over),
                        part(Label.API_KEY_ALIAS, record.getApiKeyAlias(), over))
                .toString();
    }

    private static String part(Label label, String value, Set<Label> over) {
        return over.contains(label) ? SeriesKey.ALL : value;
    }

    private static ProbeMetrics rollUp(SeriesKey key, List<ProbeMetrics> all, int revision) {
        ProbeMetrics first = all.get(0);
        long attempts = sum(all, ProbeMetrics::getAttempts);
        long failures = sum(all, ProbeMetrics::getFailures);
        Map<String, Long> byType = new TreeMap<>();
        Map<String, Long> byDomain = new TreeMap<>();
        for (ProbeMetrics record : all) {
            record.getErrorsByType().forEach((type, count) -> byType.merge(type, count, Long::sum));
            record.getErrorsByFaultDomain().forEach((domain, count) -> byDomain.merge(domain, count, Long::sum));
        }
        long eligible = sum(all, ProbeMetrics::getEligibleProbes);
        long successful = sum(all, ProbeMetrics::getSuccessfulProbes);
        return ProbeMetrics.newBuilder()
                .setProvider(key.provider())
                .setModel(key.model())
                .setEndpoint(key.endpoint())
                .setRegion(key.region())
                .setTarget(key.target())
                .setApiKeyAlias(key.apiKeyAlias())
                .setWindowStart(first.getWindowStart())
                .setWindowEnd(first.getWindowEnd())
                .setWindowSizeMs(first.getWindowSizeMs())
                .setAsOf(first.getAsOf())
                .setRevision(revision)
                .setFinal$(true)
                .setAttempts(attempts)
                .setProbes(sum(all, ProbeMetrics::getProbes))
                .setFailures(failures)
                .setErrorRate(attempts == 0 ? null : (double) failures / attempts)
                .setEligibleProbes(eligible)
                .setSuccessfulProbes(successful)
                .setAvailability(eligible == 0 ? null : (double) successful / eligible)
                .setErrorsByType(byType)
                .setErrorsByFaultDomain(byDomain)
                .setAttemptsByStatus(Map.of())
                .setAttemptsByResponseModel(Map.of())
                .setAttemptsBySystemFingerprint(Map.of())
                .setLatencyMs(nothingMeasured())
                .setTtftMs(nothingMeasured())
                .setOutputTokensPerSecond(nothingMeasured())
                .setThroughputRpm(
                        all.stream().mapToDouble(ProbeMetrics::getThroughputRpm).sum())
                .setPromptTokens(sum(all, ProbeMetrics::getPromptTokens))
                .setCachedTokens(sum(all, ProbeMetrics::getCachedTokens))
                .setCompletionTokens(sum(all, ProbeMetrics::getCompletionTokens))
                .setReasoningTokens(sum(all, ProbeMetrics::getReasoningTokens))
                .setCostUsd(all.stream().mapToDouble(ProbeMetrics::getCostUsd).sum())
                .setRegions(key.region().equals(SeriesKey.ALL) ? regions(all) : Map.of())
                .setExamples(List.of())
                .build();
    }

    private static long sum(List<ProbeMetrics> all, ToLongFunction<ProbeMetrics> count) {
        return all.stream().mapToLong(count).sum();
    }

    private static Distribution nothingMeasured() {
        return Distribution.newBuilder()
                .setCount(0)
                .setP50Sufficient(false)
                .setP95Sufficient(false)
                .setP99Sufficient(false)
                .setP999Sufficient(false)
                .setRelativeAccuracy(0.01)
                .build();
    }

    private static Map<String, RegionSummary> regions(List<ProbeMetrics> all) {
        Map<String, List<ProbeMetrics>> byRegion =
                all.stream().collect(Collectors.groupingBy(ProbeMetrics::getRegion, TreeMap::new, Collectors.toList()));
        Map<String, RegionSummary> regions = new TreeMap<>();
        byRegion.forEach((region, records) -> regions.put(
                region,
                RegionSummary.newBuilder()
                        .setAttempts(sum(records, ProbeMetrics::getAttempts))
                        .setFailures(sum(records, ProbeMetrics::getFailures))
                        .setLatencyP95Ms(records.get(0).getLatencyMs().getP95())
                        .build()));
        return regions;
    }
}
