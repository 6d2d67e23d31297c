package dev.probeline.producer.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Instant;

/** Turns an attempt into the event of the contract; the only place where error texts are let out, redacted. */
public final class ResultEvent {
    private ResultEvent() {}

    /** @param costUsd null where unknown */
    public static ProbeResult of(
            Probe probe,
            int number,
            boolean last,
            Attempt attempt,
            Double costUsd,
            History.Change change,
            Redaction redaction) {
        ProbeResult.Builder event = ProbeResult.newBuilder();
        identity(event, probe);
        event.setAttempt(number)
                .setFinal$(last)
                .setStartedAt(attempt.startedAt())
                .setCompletedAt(attempt.completedAt())
                .setStatusCode(attempt.status())
                .setConnection(attempt.connection())
                .setCostUsd(costUsd)
                .setClientRequestId(attempt.clientRequestId());
        outcome(event, attempt.failure() == null ? null : attempt.failure().redacted(redaction));
        timings(event, attempt.timings());
        reading(event, attempt.reading());
        change(event, change);
        headers(event, attempt.headers());
        return event.build();
    }

    /** The end of a probe for which no call was made, or no further one: it has no timings. */
    public static ProbeResult notMade(Probe probe, int number, Instant now, Failure why, Redaction redaction) {
        ProbeResult.Builder event = ProbeResult.newBuilder();
        identity(event, probe);
        event.setAttempt(number)
                .setFinal$(true)
                .setStartedAt(now)
                .setCompletedAt(now)
                .setConnection(ConnectionUse.unknown);
        outcome(event, why.redacted(redaction));
        return event.build();
    }

    private static void identity(ProbeResult.Builder event, Probe probe) {
        SeriesKey series = probe.series();
        event.setProvider(series.provider())
                .setModel(series.model())
                .setEndpoint(series.endpoint())
                .setRegion(series.region())
                .setTarget(series.target())
                .setApiKeyAlias(series.apiKeyAlias())
                .setProbeId(probe.id())
                .setProber(probe.prober())
                .setScheduledAt(probe.scheduledAt())
                .setIntervalMs(probe.interval().toMillis())
                .setStream(probe.stream());
    }

    private static void outcome(ProbeResult.Builder event, Failure failure) {
        if (failure == null) {
            event.setOutcome(Outcome.success).setFaultDomain(FaultDomain.none);
            return;
        }
        event.setOutcome(Outcome.failure)
                .setErrorType(failure.type().wireName())
                .setFaultDomain(failure.faultDomain())
                .setErrorCode(failure.code())
                .setErrorMessage(failure.message());
    }

    private static void timings(ProbeResult.Builder event, Timings timings) {
        event.setLatencyMs(timings.latency())
                .setTtfbMs(timings.ttfb())
                .setTtftMs(timings.ttft())
                .setTtfrMs(timings.ttfr())
                .setDnsMs(timings.dns())
                .setConnectMs(timings.connect())
                .setTlsMs(timings.tls())
                .setMaxChunkGapMs(timings.maxChunkGap())
                .setInterTokenMs(timings.interToken())
                .setOutputTokensPerSecond(timings.outputTokensPerSecond());
    }

    private static void reading(ProbeResult.Builder event, Reading reading) {
        event.setPromptTokens(reading.usage().promptTokens())
                .setCachedTokens(reading.usage().cachedTokens())
                .setCacheWriteTokens(reading.usage().cacheWriteTokens())
                .setCompletionTokens(reading.usage().completionTokens())
                .setReasoningTokens(reading.usage().reasoningTokens())
                .setContentChunks(reading.times().contentChunks())
                .setFinishReason(reading.finishReason())
                .setResponseModel(reading.labels().model())
                .setSystemFingerprint(reading.labels().systemFingerprint())
                .setServiceTier(reading.labels().serviceTier())
                .setShutdownDate(reading.shutdownDate());
    }

    private static void change(ProbeResult.Builder event, History.Change change) {
        event.setPreviousResponseModel(change.previous().model())
                .setPreviousSystemFingerprint(change.previous().systemFingerprint())
                .setPreviousServiceTier(change.previous().serviceTier())
                .setWorkedUntil(change.workedUntil());
    }

    private static void headers(ProbeResult.Builder event, Headers headers) {
        RateLimits limits = headers.rateLimits();
        event.setServerProcessingMs(headers.serverProcessingMs())
                .setRequestId(headers.requestId())
                .setEdge(headers.edge())
                .setRetryAfterMs(headers.retryAfterMs())
                .setRatelimitLimitRequests(limits.requests().limit())
                .setRatelimitRemainingRequests(limits.requests().remaining())
                .setRatelimitResetRequestsMs(limits.requests().resetMs())
                .setRatelimitLimitTokens(limits.tokens().limit())
                .setRatelimitRemainingTokens(limits.tokens().remaining())
                .setRatelimitResetTokensMs(limits.tokens().resetMs())
                .setRatelimitLimitProjectTokens(limits.projectTokens().limit())
                .setRatelimitRemainingProjectTokens(limits.projectTokens().remaining())
                .setRatelimitResetProjectTokensMs(limits.projectTokens().resetMs());
    }
}
