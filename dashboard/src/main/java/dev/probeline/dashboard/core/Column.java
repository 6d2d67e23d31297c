package dev.probeline.dashboard.core;

import dev.probeline.schemas.events.ProbeMetrics;
import java.util.function.Function;

/** A number that is kept of each window, by its name in the API. */
public enum Column {
    ATTEMPTS("attempts", m -> (double) m.getAttempts()),
    FAILURES("failures", m -> (double) m.getFailures()),
    AVAILABILITY("availability", ProbeMetrics::getAvailability),
    LATENCY_P50("latency_p50_ms", m -> m.getLatencyMs().getP50()),
    LATENCY_P95("latency_p95_ms", m -> m.getLatencyMs().getP95()),
    LATENCY_P99("latency_p99_ms", m -> m.getLatencyMs().getP99()),
    TTFT_P50("ttft_p50_ms", m -> m.getTtftMs().getP50()),
    TTFT_P95("ttft_p95_ms", m -> m.getTtftMs().getP95()),
    SPEED_P50("output_tokens_per_second_p50", m -> m.getOutputTokensPerSecond().getP50()),
    PROMPT_TOKENS("prompt_tokens", m -> (double) m.getPromptTokens()),
    COMPLETION_TOKENS("completion_tokens", m -> (double) m.getCompletionTokens()),
    COST("cost_usd", ProbeMetrics::getCostUsd),
    HEADROOM_REQUESTS("headroom_requests", ProbeMetrics::getMinRatelimitHeadroomRequests),
    HEADROOM_TOKENS("headroom_tokens", ProbeMetrics::getMinRatelimitHeadroomTokens),
    COMPLETENESS("completeness", ProbeMetrics::getCompleteness);

    static final int COUNT = values().length;

    private final String label;
    private final Function<ProbeMetrics, Double> read;

    Column(String label, Function<ProbeMetrics, Double> read) {
        this.label = label;
        this.read = read;
    }

    public String label() {
        return label;
    }

    /** By ordinal; NaN stands for null. Seven digits are enough for people to look at. */
    static float[] read(ProbeMetrics metrics) {
        float[] values = new float[COUNT];
        for (Column column : values()) {
            Double value = column.read.apply(metrics);
            values[column.ordinal()] = value == null ? Float.NaN : value.floatValue();
        }
        return values;
    }
}
