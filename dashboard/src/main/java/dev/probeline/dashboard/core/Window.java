package dev.probeline.dashboard.core;

import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

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

    private static final int PATIENCE = 3;

    /** @param metrics a whole record, or one of {@link KeptFields#SCHEMA} */
    public static Window of(GenericRecord metrics) {
        GenericRecord latency = (GenericRecord) metrics.get("latency_ms");
        return new Window(
                (long) metrics.get(KeptFields.SIZE),
                KeptFields.millis(metrics, "window_end"),
                KeptFields.millis(metrics, "as_of"),
                (int) metrics.get("revision"),
                (boolean) metrics.get("final"),
                Column.read(metrics),
                (boolean) latency.get("p95_sufficient"),
                (boolean) latency.get("p99_sufficient"),
                KeptFields.counts(metrics, "errors_by_type"),
                KeptFields.counts(metrics, "errors_by_fault_domain"),
                KeptFields.text(metrics, "shutdown_date"),
                ((List<?>) metrics.get("examples"))
                        .stream()
                                .map(GenericRecord.class::cast)
                                .map(Example::of)
                                .toList());
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

    /** Whether the next one should have come long ago: then the series is silent, whatever this one says. */
    boolean isOverdue(long now) {
        return end < now - PATIENCE * sizeMs;
    }

    /** The record with the highest revision of a window holds, and a later window is newer than an earlier one. */
    boolean isNewerThan(Window other) {
        return end != other.end ? end > other.end : revision >= other.revision;
    }
}
