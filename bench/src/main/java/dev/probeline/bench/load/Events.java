package dev.probeline.bench.load;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/** Results as a prober writes them for streaming chat, with every field filled that it fills. */
public final class Events {
    private static final double MEDIAN_LATENCY_MS = 900;
    private static final double LATENCY_SIGMA = 0.55;
    private static final long INTERVAL_MS = 10_000;
    private static final double USD_PER_TOKEN = 1e-5;

    private final SplittableRandom random;

    public Events(SplittableRandom random) {
        this.random = random;
    }

    public ProbeResult success(SeriesKey key, long completedAtMs) {
        double latency = MEDIAN_LATENCY_MS * Math.exp(LATENCY_SIGMA * random.nextGaussian());
        int tokens = 20 + random.nextInt(200);
        double ttft = latency * (0.2 + 0.2 * random.nextDouble());
        double streaming = latency - ttft;
        return attempt(key, completedAtMs, latency)
                .setOutcome(Outcome.success)
                .setFaultDomain(FaultDomain.none)
                .setStatusCode(200)
                .setTtftMs(ttft)
                .setMaxChunkGapMs(streaming / 10)
                .setInterTokenMs(streaming / tokens)
                .setOutputTokensPerSecond(tokens / streaming * 1000)
                .setPromptTokens(150L)
                .setCachedTokens(0L)
                .setCompletionTokens((long) tokens)
                .setReasoningTokens(0L)
                .setContentChunks(tokens)
                .setCostUsd(tokens * USD_PER_TOKEN)
                .setResponseModel(key.model() + "-2026-05-13")
                .setSystemFingerprint("fp_a288987b44")
                .setServiceTier("default")
                .setFinishReason("stop")
                .build();
    }

    public ProbeResult failure(SeriesKey key, long completedAtMs) {
        double latency = MEDIAN_LATENCY_MS / 10 * Math.exp(LATENCY_SIGMA * random.nextGaussian());
        return attempt(key, completedAtMs, latency)
                .setOutcome(Outcome.failure)
                .setFaultDomain(FaultDomain.provider)
                .setStatusCode(503)
                .setErrorType("server_error")
                .setErrorCode("server_error")
                .setErrorMessage("The server is overloaded or not ready yet.")
                .build();
    }

    private ProbeResult.Builder attempt(SeriesKey key, long completedAtMs, double latency) {
        Instant started = Instant.ofEpochMilli(completedAtMs - (long) latency);
        return ProbeResult.newBuilder()
                .setProvider(key.provider())
                .setModel(key.model())
                .setEndpoint(key.endpoint())
                .setRegion(key.region())
                .setTarget(key.target())
                .setApiKeyAlias(key.apiKeyAlias())
                .setProbeId(uuid())
                .setAttempt(1)
                .setFinal$(true)
                .setProber("prober-7d9c5b6f4-x2x7p")
                .setScheduledAt(started)
                .setIntervalMs(INTERVAL_MS)
                .setStartedAt(started)
                .setCompletedAt(Instant.ofEpochMilli(completedAtMs))
                .setLatencyMs(latency)
                .setTtfbMs(latency * 0.2)
                .setServerProcessingMs(Math.rint(latency * 0.18))
                .setConnection(ConnectionUse.reused)
                .setRatelimitLimitRequests(10_000L)
                .setRatelimitRemainingRequests(9_000L + random.nextInt(1_000))
                .setRatelimitResetRequestsMs(6L)
                .setRatelimitLimitTokens(2_000_000L)
                .setRatelimitRemainingTokens(1_900_000L + random.nextInt(100_000))
                .setRatelimitResetTokensMs(4L)
                .setRequestId("req_" + uuid().replace("-", ""))
                .setClientRequestId(uuid())
                .setEdge("FRA");
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
