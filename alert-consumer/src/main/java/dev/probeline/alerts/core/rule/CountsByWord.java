package dev.probeline.alerts.core.rule;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts for an expression: what was never counted is 0, not missing; doubles, so that a share is no whole number. */
final class CountsByWord extends AbstractMap<String, Double> {
    private final Map<String, Long> counts;

    CountsByWord(Map<String, Long> counts) {
        this.counts = counts;
    }

    @Override
    public boolean containsKey(Object word) {
        return true;
    }

    @Override
    public Double get(Object word) {
        return counts.getOrDefault(String.valueOf(word), 0L).doubleValue();
    }

    @Override
    public Set<Entry<String, Double>> entrySet() {
        return counts.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().doubleValue()))
                .collect(Collectors.toSet());
    }
}
