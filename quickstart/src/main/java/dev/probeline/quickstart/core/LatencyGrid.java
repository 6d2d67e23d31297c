package dev.probeline.quickstart.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The newest p95 latency and error rate of each model in each region. */
public final class LatencyGrid {

    /**
     * One model in one region.
     *
     * @param p95Ms empty where nothing succeeded
     * @param errorRate 0 to 1; empty without attempts
     */
    public record Cell(Instant asOf, Optional<Double> p95Ms, Optional<Double> errorRate) {}

    private final long sizeMs;
    private final Map<String, Map<String, Cell>> cells = new TreeMap<>();

    /** @param size length of the windows that are shown */
    public LatencyGrid(Duration size) {
        this.sizeMs = size.toMillis();
    }

    public void add(SeriesKey series, ProbeMetrics metrics) {
        if (metrics.getWindowSizeMs() != sizeMs
                || series.region().equals(SeriesKey.ALL)
                || series.model().equals(SeriesKey.ALL)) {
            return;
        }
        Cell cell = new Cell(
                metrics.getAsOf(),
                Optional.ofNullable(metrics.getLatencyMs().getP95()),
                Optional.ofNullable(metrics.getErrorRate()));
        cells.computeIfAbsent(series.model(), unseen -> new TreeMap<>())
                .merge(series.region(), cell, (old, young) -> young.asOf().isBefore(old.asOf()) ? old : young);
    }

    /** By model, then by region; a copy. */
    public Map<String, Map<String, Cell>> rows() {
        Map<String, Map<String, Cell>> rows = new TreeMap<>();
        cells.forEach((model, regions) -> rows.put(model, new TreeMap<>(regions)));
        return rows;
    }
}
