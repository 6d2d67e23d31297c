package dev.probeline.schemas;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertExample;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.FailureExample;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.events.RegionSummary;
import dev.probeline.schemas.events.Severity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One fixed record of each schema; the golden bytes are theirs. */
public final class Samples {
    private static final Instant AT = Instant.parse("2026-11-01T12:00:00.250Z");
    private static final SeriesKey SERIES =
            new SeriesKey("openai", "gpt-4o-mini", "chat/completions", "eu-west", "chat-short", "prod");

    private Samples() {}

    public static ProbeResult result() {
        return ProbeResult.newBuilder()
                .setProvider(SERIES.provider())
                .setModel(SERIES.model())
                .setEndpoint(SERIES.endpoint())
                .setRegion(SERIES.region())
                .setTarget(SERIES.target())
                .setApiKeyAlias(SERIES.apiKeyAlias())
                .setProbeId("0193a1c2-0000-7000-8000-000000000001")
                .setAttempt(1)
                .setFinal$(true)
                .setProber("prober-eu-1")
                .setScheduledAt(AT.minusMillis(900))
                .setStartedAt(AT.minusMillis(850))
                .setCompletedAt(AT)
                .setOutcome(Outcome.success)
                .setFaultDomain(FaultDomain.none)
                .setConnection(ConnectionUse.reused)
                .setStatusCode(200)
                .setLatencyMs(850.5)
                .setTtftMs(312.25)
                .setCompletionTokens(17L)
                .setRatelimitRemainingRequests(0L)
                .setRequestId("req_0123456789abcdef0123456789abcdef")
                .build();
    }

    public static ProbeMetrics metrics() {
        return ProbeMetrics.newBuilder()
                .setProvider(SERIES.provider())
                .setModel(SERIES.model())
                .setEndpoint(SERIES.endpoint())
                .setRegion(SeriesKey.ALL)
                .setTarget(SERIES.target())
                .setApiKeyAlias(SERIES.apiKeyAlias())
                .setWindowStart(AT.minusMillis(60_000))
                .setWindowEnd(AT)
                .setWindowSizeMs(60_000)
                .setAsOf(AT)
                .setRevision(1)
                .setFinal$(true)
                .setAttempts(4)
                .setProbes(3)
                .setFailures(1)
                .setErrorRate(0.25)
                .setEligibleProbes(3)
                .setSuccessfulProbes(3)
                .setAvailability(1.0)
                .setErrorsByType(Map.of("stalled", 1L))
                .setErrorsByFaultDomain(Map.of("provider", 1L))
                .setAttemptsByStatus(Map.of("200", 4L))
                .setLatencyMs(distribution(3, 850.5, ByteBuffer.wrap(new byte[] {1, 2, 3, -1})))
                .setTtftMs(distribution(0, null, null))
                .setOutputTokensPerSecond(distribution(0, null, null))
                .setThroughputRpm(4.0)
                .setPromptTokens(40)
                .setCachedTokens(0)
                .setCompletionTokens(68)
                .setReasoningTokens(0)
                .setCostUsd(0.0004)
                .setRegions(Map.of("eu-west", new RegionSummary(4L, 1L, 850.5)))
                .setExamples(
                        List.of(new FailureExample("stalled", 200, "no chunk for 10 s", null, "c-1", AT, null, null)))
                .build();
    }

    public static AlertEvent alert() {
        return AlertEvent.newBuilder()
                .setAlertId("6f1c1f0e-0000-3000-8000-000000000001")
                .setRule("slow")
                .setState(AlertState.firing)
                .setPreviousState(AlertState.pending)
                .setSeverity(Severity.critical)
                .setReason("for_elapsed")
                .setSeries(SERIES.toString())
                .setLabels(Map.of("team", "platform"))
                .setAnnotations(Map.of("summary", "p95 is 9 s"))
                .setCondition("p95(latency) > 5s")
                .setValue(9000.0)
                .setThreshold(5000.0)
                .setAt(AT)
                .setPendingSince(AT.minusMillis(60_000))
                .setFiringSince(AT)
                .setWindowStart(AT.minusMillis(60_000))
                .setWindowEnd(AT)
                .setAttempts(4)
                .setFailures(1)
                .setErrorsByType(Map.of("stalled", 1L))
                .setErrorsByFaultDomain(Map.of("provider", 1L))
                .setExamples(
                        List.of(new AlertExample("stalled", 200, "no chunk for 10 s", null, "c-1", AT, null, null)))
                .build();
    }

    private static Distribution distribution(long count, Double value, ByteBuffer sketch) {
        return Distribution.newBuilder()
                .setCount(count)
                .setMin(value)
                .setMax(value)
                .setP50(value)
                .setP95(value)
                .setP50Sufficient(count >= 2)
                .setP95Sufficient(false)
                .setP99Sufficient(false)
                .setP999Sufficient(false)
                .setSketch(sketch)
                .setRelativeAccuracy(0.01)
                .build();
    }
}
