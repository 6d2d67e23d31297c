package dev.probeline.quickstart;

import dev.probeline.schemas.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The latencies that were sent, by series and second: the truth that windows are held against. Safe for threads. */
final class SentResults {
    private final Map<SeriesKey, NavigableMap<Long, List<Double>>> bySecond = new HashMap<>();

    synchronized void add(SeriesKey series, Instant at, double latencyMs) {
        bySecond.computeIfAbsent(series, s -> new TreeMap<>())
                .computeIfAbsent(at.getEpochSecond(), s -> new ArrayList<>())
                .add(latencyMs);
    }

    synchronized Set<SeriesKey> series() {
        return Set.copyOf(bySecond.keySet());
    }

    synchronized Map<SeriesKey, Long> counts() {
        Map<SeriesKey, Long> counts = new HashMap<>();
        bySecond.forEach((series, seconds) -> counts.put(
                series, seconds.values().stream().mapToLong(List::size).sum()));
        return counts;
    }

    /** In whole seconds. */
    synchronized long count(SeriesKey series, Instant from, Instant to) {
        return bySecond.get(series).subMap(from.getEpochSecond(), to.getEpochSecond()).values().stream()
                .mapToLong(List::size)
                .sum();
    }

    /** In ascending order, of whole seconds. */
    synchronized List<Double> sorted(SeriesKey series, Instant from, Instant to) {
        return bySecond.get(series).subMap(from.getEpochSecond(), to.getEpochSecond()).values().stream()
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }

    /** In ascending order. */
    synchronized List<Double> sorted(Collection<SeriesKey> of) {
        return of.stream()
                .flatMap(series -> bySecond.get(series).values().stream())
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }
}
