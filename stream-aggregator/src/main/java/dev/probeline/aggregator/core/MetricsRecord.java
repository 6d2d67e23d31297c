package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Makes the published record of one window out of its sums. Nothing measured is null, never 0. */
final class MetricsRecord {
    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 0.999};
    /** A quantile q needs 1 / (1 − q) values for a single one to lie beyond it. */
    private static final long[] SUFFICIENT = {2, 20, 100, 1000};

    private static final double MINUTE_MS = 60_000;

    private MetricsRecord() {}

    /**
     * @param expected probes that were due, or null
     * @param shutdownDate announced end of the model, or null
     */
    static ProbeMetrics of(
            SeriesKey key,
            Names names,
            Window window,
            Sums sums,
            Extremes extremes,
            Double expected,
            String shutdownDate) {
        Tally tally = sums.tally;
        return ProbeMetrics.newBuilder()
                .setProvider(key.provider())
                .setModel(key.model())
                .setEndpoint(key.endpoint())
                .setRegion(key.region())
                .setTarget(key.target())
                .setApiKeyAlias(key.apiKeyAlias())
                .setWindowStart(Instant.ofEpochMilli(window.startMs()))
                .setWindowEnd(Instant.ofEpochMilli(window.endMs()))
                .setWindowSizeMs(window.lengthMs())
                .setAsOf(Instant.ofEpochMilli(window.asOfMs()))
                .setRevision(window.revision())
                .setFinal$(window.closed())
                .setAttempts(tally.attempts)
                .setProbes(tally.probes)
                .setFailures(tally.failures)
                .setErrorRate(ratio(tally.failures, tally.attempts))
                .setEligibleProbes(tally.eligibleProbes)
                .setSuccessfulProbes(tally.successfulProbes)
                .setAvailability(ratio(tally.successfulProbes, tally.eligibleProbes))
                .setErrorsByType(tally.byErrorType.toMap(names::name))
                .setErrorsByFaultDomain(tally.byFaultDomain.toMap(names::name))
                .setAttemptsByStatus(tally.byStatus.toMap(MetricsRecord::status))
                .setAttemptsByResponseModel(tally.byResponseModel.toMap(names::name))
                .setAttemptsBySystemFingerprint(tally.byFingerprint.toMap(names::name))
                .setLatencyMs(distribution(Quantity.LATENCY, sums, extremes))
                .setTtftMs(distribution(Quantity.TTFT, sums, extremes))
                .setOutputTokensPerSecond(distribution(Quantity.SPEED, sums, extremes))
                .setThroughputRpm(tally.attempts * MINUTE_MS / window.elapsedMs())
                .setPromptTokens(tally.promptTokens)
                .setCachedTokens(tally.cachedTokens)
                .setCompletionTokens(tally.completionTokens)
                .setReasoningTokens(tally.reasoningTokens)
                .setCostUsd(tally.costUsd())
                .setMinRatelimitHeadroomRequests(extremes.headroom(Limit.REQUESTS))
                .setMinRatelimitHeadroomTokens(extremes.headroom(Limit.TOKENS))
                .setMinRatelimitHeadroomProjectTokens(extremes.headroom(Limit.PROJECT_TOKENS))
                .setShutdownDate(shutdownDate)
                .setExpectedProbes(expected)
                .setCompleteness(expected == null ? null : tally.probes / expected)
                .setRegions(tally.regions().summaries(names))
                .setExamples(List.copyOf(extremes.examples()))
                .build();
    }

    private static Double ratio(long part, long whole) {
        return whole == 0 ? null : Double.valueOf((double) part / whole);
    }

    private static String status(int status) {
        if (status == Tally.NO_STATUS) {
            return "none";
        }
        return status == 200 ? "200" : String.valueOf(status);
    }

    private static Distribution distribution(Quantity quantity, Sums sums, Extremes extremes) {
        Values values = sums.values[quantity.place];
        Range range = extremes.ranges[quantity.place];
        long count = values.bins.total();
        Distribution.Builder record = Distribution.newBuilder()
                .setCount(count)
                .setP50Sufficient(count >= SUFFICIENT[0])
                .setP95Sufficient(count >= SUFFICIENT[1])
                .setP99Sufficient(count >= SUFFICIENT[2])
                .setP999Sufficient(count >= SUFFICIENT[3])
                .setRelativeAccuracy(Bins.RELATIVE_ACCURACY);
        if (count == 0) {
            return record.build();
        }
        double[] quantiles = new double[QUANTILES.length];
        values.bins.quantiles(QUANTILES, quantiles);
        return record.setMin(range.min())
                .setMax(range.max())
                .setMean(values.moments.mean(count))
                .setStddev(values.moments.stddev(count))
                .setP50(range.clamp(quantiles[0]))
                .setP95(range.clamp(quantiles[1]))
                .setP99(range.clamp(quantiles[2]))
                .setP999(range.clamp(quantiles[3]))
                .setSketch(ByteBuffer.wrap(values.bins.toSketch()))
                .build();
    }
}
