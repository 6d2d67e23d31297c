package dev.probeline.quickstart.incidents;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What the probes of one region get: a latency with a season of the day, the long tail of a provider and a failure in a
 * thousand, and whatever the incidents make of it. The same for the same seed.
 */
final class Prober {
    private static final double USUAL_MS = 1200;
    private static final double TAIL = 0.005;
    private static final double NOISE = 0.001;
    private static final double TIMEOUT_MS = 30_000;

    private final SeriesKey series;
    private final List<Incident> incidents;
    private final Random random;

    Prober(SeriesKey series, List<Incident> incidents, long seed) {
        this.series = series;
        this.incidents = incidents;
        this.random = new Random(seed * 31 + series.region().hashCode());
    }

    SeriesKey series() {
        return series;
    }

    /** The one attempt of a probe; empty where the prober is dead. */
    Optional<ProbeResult> probe(Instant at) {
        double latency = USUAL_MS * season(at) * Math.exp(0.25 * random.nextGaussian());
        if (random.nextDouble() < TAIL) {
            latency *= 2 + 3 * random.nextDouble();
        }
        boolean noise = random.nextDouble() < NOISE;
        double chance = random.nextDouble();
        Incident now = incidents.stream()
                .filter(incident -> incident.strikes(series.region(), at))
                .findFirst()
                .orElse(null);
        if (now == null) {
            return Optional.of(
                    noise ? failed(at, 400, "server_error", FaultDomain.provider, 500) : good(at, latency, 0.8));
        }
        return switch (now.kind()) {
            case SLOW_CREEP -> Optional.of(good(at, latency * Math.pow(4, now.progress(at)), 0.8));
            case STEP -> Optional.of(good(at, latency * 8, 0.8));
            case SPIKE -> Optional.of(good(at, latency * 10, 0.8));
            case OUTAGE, PARTIAL_OUTAGE -> Optional.of(failed(at, 300, "server_error", FaultDomain.provider, 503));
            case RATE_LIMIT_STORM ->
                Optional.of(
                        chance < 0.6
                                ? failed(at, 100, "rate_limit_exceeded", FaultDomain.account, 429)
                                : good(at, latency, 0.02));
            case QUOTA_STOP -> Optional.of(failed(at, 100, "insufficient_quota", FaultDomain.account, 429));
            case SILENT_REGION -> Optional.empty();
            case STALL ->
                Optional.of(
                        chance < 0.5
                                ? failed(at, TIMEOUT_MS, "stream_stalled", FaultDomain.provider, 200)
                                : good(at, latency, 0.8));
        };
    }

    /** Half as much again in the afternoon, UTC, and half as much less at night. */
    private static double season(Instant at) {
        double hour = at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
        return 1 + 0.5 * Math.sin((hour - 9) / 24 * 2 * Math.PI);
    }

    private ProbeResult good(Instant at, double latencyMs, double headroom) {
        double latency = Math.min(latencyMs, TIMEOUT_MS);
        return result(at, latency)
                .setOutcome(Outcome.success)
                .setFaultDomain(FaultDomain.none)
                .setStatusCode(200)
                .setLatencyMs(latency)
                .setTtftMs(latency / 4)
                .setRatelimitLimitRequests(10_000L)
                .setRatelimitRemainingRequests(Math.round(10_000 * headroom))
                .build();
    }

    private ProbeResult failed(Instant at, double latencyMs, String type, FaultDomain domain, int status) {
        return result(at, latencyMs)
                .setOutcome(Outcome.failure)
                .setErrorType(type)
                .setFaultDomain(domain)
                .setStatusCode(status)
                .setLatencyMs(latencyMs)
                .build();
    }

    private ProbeResult.Builder result(Instant at, double latencyMs) {
        return ProbeResult.newBuilder()
                .setProvider(series.provider())
                .setModel(series.model())
                .setEndpoint(series.endpoint())
                .setRegion(series.region())
                .setTarget(series.target())
                .setApiKeyAlias(series.apiKeyAlias())
                .setProbeId("p")
                .setAttempt(1)
                .setFinal$(true)
                .setProber("prober-" + series.region())
                .setScheduledAt(at)
                .setStartedAt(at)
                .setCompletedAt(at.plusMillis(Math.round(latencyMs)))
                .setConnection(ConnectionUse.reused);
    }
}
