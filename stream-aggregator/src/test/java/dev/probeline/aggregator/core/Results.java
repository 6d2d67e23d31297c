package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Instant;

/** Results for tests: a plausible one that each test bends. */
public final class Results {
    public static final SeriesKey SERIES =
            new SeriesKey("openai", "gpt-4o", "chat/completions", "eu-west-1", "gpt-4o-chat", "default");

    private Results() {}

    public static ProbeResult.Builder success(SeriesKey key, long completedAtMs, double latencyMs) {
        return ProbeResult.newBuilder()
                .setProvider(key.provider())
                .setModel(key.model())
                .setEndpoint(key.endpoint())
                .setRegion(key.region())
                .setTarget(key.target())
                .setApiKeyAlias(key.apiKeyAlias())
                .setProbeId("p")
                .setAttempt(1)
                .setFinal$(true)
                .setProber("prober-1")
                .setScheduledAt(Instant.ofEpochMilli(completedAtMs - (long) latencyMs))
                .setStartedAt(Instant.ofEpochMilli(completedAtMs - (long) latencyMs))
                .setCompletedAt(Instant.ofEpochMilli(completedAtMs))
                .setOutcome(Outcome.success)
                .setFaultDomain(FaultDomain.none)
                .setConnection(ConnectionUse.reused)
                .setStatusCode(200)
                .setLatencyMs(latencyMs);
    }

    public static ProbeResult.Builder failure(SeriesKey key, long completedAtMs, String type, FaultDomain domain) {
        return success(key, completedAtMs, 1)
                .setOutcome(Outcome.failure)
                .setErrorType(type)
                .setFaultDomain(domain)
                .setErrorMessage("it broke")
                .setStatusCode(null);
    }
}
