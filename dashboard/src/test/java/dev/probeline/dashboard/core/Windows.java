package dev.probeline.dashboard.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes records of probe metrics for one series: one-minute windows, ten attempts, of which some fail. */
public final class Windows {
    public static final SeriesKey SERIES =
            new SeriesKey("openai", "gpt-4o", "chat/completions", "eu-west", "chat", "main");
    public static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    /** Error rate of failures / 10, one minute long, speaking up to its end. */
    public static ProbeMetrics failing(int failures, Instant end) {
        return failing(failures, end, 0);
    }

    public static ProbeMetrics failing(int failures, Instant end, int revision) {
        return of(10, failures, end, revision).build();
    }

    public static ProbeMetrics silent(Instant end) {
        return of(0, 0, end, 0).build();
    }

    public static ProbeMetrics.Builder of(int attempts, int failures, Instant end, int revision) {
        boolean none = attempts == 0;
        return ProbeMetrics.newBuilder()
                .setProvider(SERIES.provider())
                .setModel(SERIES.model())
                .setEndpoint(SERIES.endpoint())
                .setRegion(SERIES.region())
                .setTarget(SERIES.target())
                .setApiKeyAlias(SERIES.apiKeyAlias())
                .setWindowStart(end.minus(Duration.ofMinutes(1)))
                .setWindowEnd(end)
                .setWindowSizeMs(60_000)
                .setAsOf(end)
                .setRevision(revision)
                .setFinal$(true)
                .setAttempts(attempts)
                .setProbes(attempts)
                .setFailures(failures)
                .setErrorRate(none ? null : (double) failures / attempts)
                .setEligibleProbes(attempts)
                .setSuccessfulProbes(attempts - failures)
                .setAvailability(none ? null : 1 - (double) failures / attempts)
                .setLatencyMs(measured(attempts - failures, 1200))
                .setTtftMs(measured(attempts - failures, 300))
                .setOutputTokensPerSecond(measured(attempts - failures, 80))
                .setThroughputRpm(attempts)
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
                .setExamples(List.of());
    }

    /** All values alike. */
    public static Distribution measured(long count, double value) {
        Distribution.Builder distribution = Distribution.newBuilder()
                .setCount(count)
                .setP50Sufficient(count >= 2)
                .setP95Sufficient(count >= 20)
                .setP99Sufficient(count >= 100)
                .setP999Sufficient(count >= 1000)
                .setRelativeAccuracy(0.01);
        if (count > 0) {
            distribution
                    .setMin(value)
                    .setMax(value)
                    .setMean(value)
                    .setStddev(0.0)
                    .setP50(value)
                    .setP95(value)
                    .setP99(value)
                    .setP999(value);
        }
        return distribution.build();
    }

    private Windows() {}
}
