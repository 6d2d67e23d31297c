package dev.probeline.alerts.core.state;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The window in which nothing came: the evidence of an alert about silence. */
final class Nothing {
    static ProbeMetrics in(String series, Duration window, Instant end) {
        SeriesKey key = SeriesKey.parse(series);
        Distribution none = Distribution.newBuilder()
                .setCount(0)
                .setP50Sufficient(false)
                .setP95Sufficient(false)
                .setP99Sufficient(false)
                .setP999Sufficient(false)
                .setRelativeAccuracy(0.01)
                .build();
        return ProbeMetrics.newBuilder()
                .setProvider(key.provider())
                .setModel(key.model())
                .setEndpoint(key.endpoint())
                .setRegion(key.region())
                .setTarget(key.target())
                .setApiKeyAlias(key.apiKeyAlias())
                .setWindowStart(end.minus(window))
                .setWindowEnd(end)
                .setWindowSizeMs(window.toMillis())
                .setAsOf(end)
                .setRevision(0)
                .setFinal$(true)
                .setAttempts(0)
                .setProbes(0)
                .setFailures(0)
                .setEligibleProbes(0)
                .setSuccessfulProbes(0)
                .setLatencyMs(none)
                .setTtftMs(none)
                .setOutputTokensPerSecond(none)
                .setThroughputRpm(0)
                .setPromptTokens(0)
                .setCachedTokens(0)
                .setCompletionTokens(0)
                .setReasoningTokens(0)
                .setCostUsd(0)
                .setErrorsByType(Map.of())
                .setErrorsByFaultDomain(Map.of())
                .setAttemptsByStatus(Map.of())
                .setAttemptsByResponseModel(Map.of())
                .setAttemptsBySystemFingerprint(Map.of())
                .setRegions(Map.of())
                .setExamples(List.of())
                .build();
    }

    private Nothing() {}
}
