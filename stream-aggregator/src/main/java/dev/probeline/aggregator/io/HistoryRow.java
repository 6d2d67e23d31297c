package dev.probeline.aggregator.io;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One series in one bucket of time.
 *
 * @param tags each tag of the measurement; empty text where the label is empty
 * @param at start of the bucket
 * @param values the newest value of each field in the bucket; a field without any is absent
 */
public record HistoryRow(Map<String, String> tags, Instant at, Map<String, Double> values) {
    public HistoryRow {
        tags = Map.copyOf(tags);
        values = Map.copyOf(values);
    }

    static List<HistoryRow> inOrder(Measurement measurement, List<HistoryRow> rows) {
        Comparator<HistoryRow> bySeries = Comparator.comparing(
                row -> measurement.tags().stream().map(tag -> row.tags.get(tag)).collect(Collectors.joining("\0")));
        return rows.stream().sorted(bySeries.thenComparing(HistoryRow::at)).toList();
    }
}
