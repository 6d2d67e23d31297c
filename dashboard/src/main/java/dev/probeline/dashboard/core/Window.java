package dev.probeline.dashboard.core;

import dev.probeline.schemas.events.ProbeMetrics;
import java.util.List;
import java.util.Map;

/**
 * What is kept of one record of metrics; times in milliseconds since the epoch.
 *
 * @param values by the place of each {@link Column}, NaN where nothing was measured
 * @param settled whether the window has closed
 * @param shutdownDate null where none is announced
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and thousands are made
public record Window(
        long sizeMs,
        long end,
        long asOf,
        int revision,
        boolean settled,
        float[] values,
        boolean p95Sufficient,
        boolean p99Sufficient,
        Map<String, Long> errorsByType,
        Map<String, Long> errorsByFaultDomain,
        String shutdownDate,
        List<Example> examples) {

    public static Window of(ProbeMetrics metrics) {
        return new Window(
                metrics.getWindowSizeMs(),
                metrics.getWindowEnd().toEpochMilli(),
                metrics.getAsOf().toEpochMilli(),
                metrics.getRevision(),
                metrics.getFinal$(),
                Column.read(metrics),
                metrics.getLatencyMs().getP95Sufficient(),
                metrics.getLatencyMs().getP99Sufficient(),
                Map.copyOf(metrics.getErrorsByType()),
                Map.copyOf(metrics.getErrorsByFaultDomain()),
                metrics.getShutdownDate(),
                metrics.getExamples().stream().map(Example::of).toList());
    }

    public float value(Column column) {
        return values[column.place];
    }

    /** Whose fault most failures are, in the words of the contract; null where nothing fails. */
    public String faultDomain() {
        return errorsByFaultDomain.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** The record with the highest revision of a window holds, and a later window is newer than an earlier one. */
    boolean isNewerThan(Window other) {
        return end != other.end ? end > other.end : revision >= other.revision;
    }
}
