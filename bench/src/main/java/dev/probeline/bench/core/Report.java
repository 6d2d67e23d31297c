package dev.probeline.bench.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What came out: every run, and the ratios that are promised. */
public record Report(Map<String, Object> setting, List<Measured> rows) {
    private static final double MIB = 1 << 20;

    public Report {
        rows = List.copyOf(rows);
    }

    /** Those whose two rows were measured. */
    public Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratio(ratios, "to_poll_decode", Rows.AGGREGATOR, Rows.POLL_DECODE);
        ratio(ratios, "to_dsl", Rows.SPARSE_AGGREGATOR, Rows.SPARSE_DSL);
        ratio(ratios, "to_flink", Rows.AGGREGATOR, Rows.FLINK);
        ratio(ratios, "two_threads", Rows.AGGREGATOR_TWO, Rows.AGGREGATOR);
        ratio(ratios, "overlap_360_to_1", Rows.OVERLAP_360, Rows.OVERLAP_1);
        return ratios;
    }

    /** The row's speed in units of poll and decode on the same events and as many threads. */
    public OptionalDouble toPollDecode(Measured measured) {
        Row row = measured.row();
        return rows.stream()
                .filter(other -> other.row().kind() == Kind.POLL_DECODE
                        && other.row().threads() == row.threads()
                        && other.row().data().equals(row.data()))
                .mapToDouble(measured::timesAsFastAs)
                .findFirst();
    }

    /** Everything, for machines. */
    public String toJson() {
        Map<String, Object> all = new LinkedHashMap<>(setting);
        all.put("ratios", rounded(ratios()));
        all.put("rows", rows.stream().map(this::row).toList());
        return Json.write(all);
    }

    private Map<String, Object> row(Measured measured) {
        Row row = measured.row();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("row", row.name());
        figures.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
        figures.put("threads", row.threads());
        figures.put("data", row.data());
        figures.put("window_s", row.window().toSeconds());
        figures.put("records_per_second", measured.recordsPerSecond());
        toPollDecode(measured).ifPresent(ratio -> figures.put("to_poll_decode", rounded(ratio)));
        figures.put("cpu_seconds_per_million", measured.cpuSecondsPerMillion());
        figures.put("peak_rss_mib", measured.peakRssBytes().value() / MIB);
        figures.put("runs", measured.runs());
        return figures;
    }

    private void ratio(Map<String, Double> ratios, String name, String one, String other) {
        Optional<Measured> dividend = find(one);
        Optional<Measured> divisor = find(other);
        if (dividend.isPresent() && divisor.isPresent()) {
            ratios.put(name, dividend.get().timesAsFastAs(divisor.get()));
        }
    }

    private Optional<Measured> find(String name) {
        return rows.stream()
                .filter(measured -> measured.row().name().equals(name))
                .findFirst();
    }

    private static Map<String, Double> rounded(Map<String, Double> ratios) {
        Map<String, Double> rounded = new LinkedHashMap<>();
        ratios.forEach((name, ratio) -> rounded.put(name, rounded(ratio)));
        return rounded;
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 1000) / 1000.0;
    }
}
