package dev.probeline.aggregator.core;

import dev.probeline.aggregator.core.RejectedException.Reason;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeResult;

/** Turns away results that would spoil a series: a key that is not the record's own, values that cannot be. */
final class Plausibility {
    private Plausibility() {}

    /**
     * @param known the parsed key if the series is known, else null
     * @throws RejectedException naming the first thing wrong
     */
    static void check(String keyText, SeriesKey known, ProbeResult result) {
        if (result == null) {
            throw new RejectedException(Reason.NO_VALUE, "record of " + keyText + " has no value (expected: a result)");
        }
        SeriesKey own = new SeriesKey(
                result.getProvider(),
                result.getModel(),
                result.getEndpoint(),
                result.getRegion(),
                result.getTarget(),
                result.getApiKeyAlias());
        boolean same = known != null ? known.equals(own) : own.toString().equals(keyText);
        if (!same) {
            throw new RejectedException(
                    Reason.WRONG_KEY, "key " + keyText + " (expected: " + own + ", from the labels)");
        }
        measured("latency_ms", result.getLatencyMs());
        measured("ttft_ms", result.getTtftMs());
        measured("output_tokens_per_second", result.getOutputTokensPerSecond());
        measured("cost_usd", result.getCostUsd());
        counted("prompt_tokens", result.getPromptTokens());
        counted("cached_tokens", result.getCachedTokens());
        counted("completion_tokens", result.getCompletionTokens());
        counted("reasoning_tokens", result.getReasoningTokens());
    }

    private static void measured(String field, Double value) {
        if (value != null && !(value >= 0 && value <= 1e9)) {
            throw new RejectedException(Reason.IMPOSSIBLE_VALUE, field + ": " + value + " (expected: 0 … 1e9)");
        }
    }

    private static void counted(String field, Long value) {
        if (value != null && (value < 0 || value > 1_000_000_000_000L)) {
            throw new RejectedException(Reason.IMPOSSIBLE_VALUE, field + ": " + value + " (expected: 0 … 1e12)");
        }
    }
}
