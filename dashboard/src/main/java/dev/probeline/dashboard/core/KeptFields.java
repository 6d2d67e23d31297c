package dev.probeline.dashboard.core;

import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * What a {@link Window} needs of a record of metrics. Asked for only that, Avro passes over the rest, above all the sketches,
 * which are most of it.
 */
public final class KeptFields {
    public static final String SIZE = "window_size_ms";

    private static final Set<String> OF_METRICS = Set.of(
            SIZE,
            "window_end",
            "as_of",
            "revision",
            "final",
            "attempts",
            "failures",
            "availability",
            "errors_by_type",
            "errors_by_fault_domain",
            "latency_ms",
            "ttft_ms",
            "output_tokens_per_second",
            "prompt_tokens",
            "completion_tokens",
            "cost_usd",
            "shutdown_date",
            "min_ratelimit_headroom_requests",
            "min_ratelimit_headroom_tokens",
            "completeness",
            "examples");
    private static final Set<String> OF_DISTRIBUTION = Set.of("p50", "p95", "p99", "p95_sufficient", "p99_sufficient");

    /** Of a record of metrics. */
    public static final Schema SCHEMA = schema();

    private KeptFields() {}

    private static Schema schema() {
        Schema whole = ProbeMetrics.getClassSchema();
        Schema distribution = whole.getField("latency_ms").schema();
        Schema kept = part(distribution, OF_DISTRIBUTION, Map.of());
        return part(whole, OF_METRICS, Map.of(distribution, kept));
    }

    private static Schema part(Schema whole, Set<String> names, Map<Schema, Schema> instead) {
        List<Schema.Field> fields = whole.getFields().stream()
                .filter(field -> names.contains(field.name()))
                .map(field -> new Schema.Field(
                        field.name(),
                        instead.getOrDefault(field.schema(), field.schema()),
                        field.doc(),
                        field.defaultVal()))
                .toList();
        return Schema.createRecord(whole.getName(), whole.getDoc(), whole.getNamespace(), false, fields);
    }

    /** Generated records know times, others the numbers they are written as. */
    static long millis(GenericRecord record, String field) {
        Object time = record.get(field);
        return time instanceof Instant instant ? instant.toEpochMilli() : (long) time;
    }

    static String text(GenericRecord record, String field) {
        Object text = record.get(field);
        return text == null ? null : text.toString();
    }

    static Map<String, Long> counts(GenericRecord record, String field) {
        Map<?, ?> counts = (Map<?, ?>) record.get(field);
        if (counts.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> copy = new HashMap<>();
        counts.forEach((name, count) -> copy.put(name.toString(), (Long) count));
        return Map.copyOf(copy);
    }
}
