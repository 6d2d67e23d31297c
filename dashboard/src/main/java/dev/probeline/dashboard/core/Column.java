package dev.probeline.dashboard.core;

import org.apache.avro.generic.GenericRecord;

/** A number that is kept of each window, by its name in the API. */
public enum Column {
    ATTEMPTS(0, "attempts", "attempts"),
    FAILURES(1, "failures", "failures"),
    AVAILABILITY(2, "availability", "availability"),
    LATENCY_P50(3, "latency_p50_ms", "latency_ms", "p50"),
    LATENCY_P95(4, "latency_p95_ms", "latency_ms", "p95"),
    LATENCY_P99(5, "latency_p99_ms", "latency_ms", "p99"),
    TTFT_P50(6, "ttft_p50_ms", "ttft_ms", "p50"),
    TTFT_P95(7, "ttft_p95_ms", "ttft_ms", "p95"),
    SPEED_P50(8, "output_tokens_per_second_p50", "output_tokens_per_second", "p50"),
    PROMPT_TOKENS(9, "prompt_tokens", "prompt_tokens"),
    COMPLETION_TOKENS(10, "completion_tokens", "completion_tokens"),
    COST(11, "cost_usd", "cost_usd"),
    HEADROOM_REQUESTS(12, "headroom_requests", "min_ratelimit_headroom_requests"),
    HEADROOM_TOKENS(13, "headroom_tokens", "min_ratelimit_headroom_tokens"),
    COMPLETENESS(14, "completeness", "completeness");

    static final int COUNT = values().length;
    private static final Column[] ALL = values();

    /** Where it stands in a row of values. */
    final int place;

    private final String label;
    private final String field;
    private final String part;

    /** @param field of the record of metrics */
    Column(int place, String label, String field) {
        this(place, label, field, null);
    }

    /** @param part of the distribution in that field */
    Column(int place, String label, String field, String part) {
        this.place = place;
        this.label = label;
        this.field = field;
        this.part = part;
    }

    public String label() {
        return label;
    }

    /** By place; NaN stands for null. Seven digits are enough for people to look at. */
    static float[] read(GenericRecord metrics) {
        float[] values = new float[COUNT];
        for (Column column : ALL) {
            Object value = metrics.get(column.field);
            if (column.part != null) {
                value = ((GenericRecord) value).get(column.part);
            }
            values[column.place] = value == null ? Float.NaN : ((Number) value).floatValue();
        }
        return values;
    }
}
