package dev.probeline.bench.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.bench.core.Delays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param finals from a window's end to its first final record, the grace period with it
 * @param early from a failing probe's completion to the record of an open window that shows it
 */
public record LatencyReport(int perSecond, int series, long graceMs, Delays finals, Delays early) {
    private static final String LINE = "%-40s %9s %9s %9s %9s%n";

    public String text() {
        return String.format(LINE, "milliseconds", "records", "p50", "p99", "max")
                + line("window's end to final record", finals)
                + line("failed probe to record that shows it", early)
                + String.format("%ngrace: %d ms; %d events/s of %d series%n", graceMs, perSecond, series);
    }

    public String toJson() throws JsonProcessingException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("events_per_second", perSecond);
        all.put("series", series);
        all.put("grace_ms", graceMs);
        all.put("window_end_to_final", figures(finals));
        all.put("failure_to_early", figures(early));
        return new ObjectMapper().writeValueAsString(all);
    }

    private static String line(String name, Delays delays) {
        return String.format(
                LINE,
                name,
                delays.count(),
                milliseconds(delays.p50Ms()),
                milliseconds(delays.p99Ms()),
                milliseconds(delays.maxMs()));
    }

    private static String milliseconds(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.0f", value);
    }

    private static Map<String, Object> figures(Delays delays) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("count", delays.count());
        if (delays.count() > 0) {
            figures.put("p50_ms", delays.p50Ms());
            figures.put("p99_ms", delays.p99Ms());
            figures.put("max_ms", delays.maxMs());
        }
        return figures;
    }
}
