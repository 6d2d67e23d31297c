package dev.probeline.dashboard.core;

import dev.probeline.schemas.events.ProbeMetrics;
import java.util.function.Function;

/** A number that is kept of each window, by its name in the API. */
public enum Column {
    ATTEMPTS(0, "attempts", m -> (double) m.getAttempts()),
    FAILURES(1, "failures", m -> (double) m.getFailures()),
    AVAILABILITY(2, "availability", ProbeMetrics::getAvailability),
    LATENCY_P50(3, "latency_p50_ms", m -> m.getLatencyMs().getP50()),
    LATENCY_P95(4, "latency_p95_ms", m -> m.getLatencyMs().getP95()),
    LATENCY_P99(5, "latency_p99_ms", m -> m.getLatencyMs().getP99()),
    TTFT_P50(6, "ttft_p50_ms", m -> m.getTtftMs().getP50()),
    TTFT_P95(7, "ttft_p95_ms", m -> m.getTtftMs().getP95()),
    SPEED_P50(
            8, "output_tokens_per_second_p50", m -> m.getOutputTokensPerSecond().getP50()),
    PROMPT_TOKENS(9, "prompt_tokens", m -> (double) m.getPromptTokens()),
    COMPLETION_TOKENS(10, "completion_tokens", m -> (double) m.getCompletionTokens()),
    COST(11, "cost_usd", ProbeMetrics::getCostUsd),
    HEADROOM_REQUESTS(12, "headroom_requests", ProbeMetrics::getMinRatelimitHeadroomRequests),
    HEADROOM_TOKENS(13, "headroom_tokens", ProbeMetrics::getMinRatelimitHeadroomTokens),
    COMPLETENESS(14, "completeness", ProbeMetrics::getCompleteness);

    static final int COUNT = values().length;

    /** Where it stands in a row of values. */
    final int place;

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final Function<ProbeMetrics, Double> read;

    Column(int place, String label, Function<ProbeMetrics, Double> read) {
        this.place = place;
        this.label = label;
        this.read = read;
    }

    public String label() {
        return label;
    }

    /** By place; NaN stands for null. Seven digits are enough for people to look at. */
    static float[] read(ProbeMetrics metrics) {
        float[] values = new float[COUNT];
        for (Column column : values()) {
            Double value = column.read.apply(metrics);
            values[column.place] = value == null ? Float.NaN : value.floatValue();
        }
        return values;
    }
}
