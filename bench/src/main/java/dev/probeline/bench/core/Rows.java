package dev.probeline.bench.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table: which rows there are, on which events, and which of them were asked for. */
public final class Rows {
    public static final String POLL_DECODE = "poll-decode";
    public static final String AGGREGATOR = "aggregator";
    public static final String AGGREGATOR_TWO = "aggregator-2t";
    public static final String FLINK = "flink";
    public static final String SPARSE_AGGREGATOR = "sparse-aggregator";
    public static final String SPARSE_DSL = "sparse-dsl";
    public static final String OVERLAP_1 = "overlap-1";
    public static final String OVERLAP_360 = "overlap-360";

    private static final double DENSE = 44;
    private static final double SPARSE = 5.6;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final List<Integer> SERIES = List.of(100, 1_000, 10_000, 100_000);

    private Rows() {}

    /**
     * All rows, those on the same events one after the other.
     *
     * @param records in the dense data set; the others are smaller, as their rows are slower
     */
    public static List<Row> all(long records, int series) {
        DataSet dense = new DataSet("dense", records, series, DENSE);
        DataSet sparse = new DataSet("sparse", Math.max(1, records * 3 / 8), series, SPARSE);
        List<Row> rows = new ArrayList<>(List.of(
                new Row("raw-poll", Kind.RAW_POLL, 1, dense, FIVE_MINUTES),
                new Row(POLL_DECODE, Kind.POLL_DECODE, 1, dense, FIVE_MINUTES),
                new Row(AGGREGATOR, Kind.AGGREGATOR, 1, dense, FIVE_MINUTES),
                new Row(AGGREGATOR_TWO, Kind.AGGREGATOR, 2, dense, FIVE_MINUTES),
                new Row("poll-decode-2t", Kind.POLL_DECODE, 2, dense, FIVE_MINUTES),
                new Row(FLINK, Kind.FLINK, 1, dense, FIVE_MINUTES),
                new Row("aggregator-defaults", Kind.AGGREGATOR, 1, dense, Duration.ZERO),
                new Row(OVERLAP_1, Kind.AGGREGATOR, 1, dense, Row.ADVANCE),
                new Row("overlap-10", Kind.AGGREGATOR, 1, dense, Row.ADVANCE.multipliedBy(10)),
                new Row("overlap-30", Kind.AGGREGATOR, 1, dense, Row.ADVANCE.multipliedBy(30)),
                new Row(OVERLAP_360, Kind.AGGREGATOR, 1, dense, Row.ADVANCE.multipliedBy(360)),
                new Row("sparse-poll-decode", Kind.POLL_DECODE, 1, sparse, FIVE_MINUTES),
                new Row(SPARSE_AGGREGATOR, Kind.AGGREGATOR, 1, sparse, FIVE_MINUTES),
                new Row(SPARSE_DSL, Kind.DSL, 1, sparse, FIVE_MINUTES),
                new Row("sparse-flink", Kind.FLINK, 1, sparse, FIVE_MINUTES)));
        for (int count : SERIES) {
            DataSet data = new DataSet("series-" + count, Math.max(1, records / 2), count, SPARSE);
            rows.add(new Row(data.name(), Kind.AGGREGATOR, 1, data, FIVE_MINUTES));
        }
        return List.copyOf(rows);
    }

    /**
     * @param names of those wanted; all if empty
     * @throws IllegalArgumentException if there is no such row
     */
    public static List<Row> named(Set<String> names, List<Row> rows) {
        Set<String> unknown = new TreeSet<>(names);
        rows.forEach(row -> unknown.remove(row.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("--only: no row " + String.join(", ", unknown) + " (expected some of "
                    + rows.stream().map(Row::name).collect(Collectors.joining(", ")) + ")");
        }
        return rows.stream()
                .filter(row -> names.isEmpty() || names.contains(row.name()))
                .toList();
    }
}
