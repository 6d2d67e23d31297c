package dev.probeline.producer.io;

import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Instant;

/** A result, where it does not matter which. */
public final class SomeResult {
    private SomeResult() {}

    public static ProbeResult of(String probeId) {
        return builder(probeId).build();
    }

    public static ProbeResult.Builder builder(String probeId) {
        return ProbeResult.newBuilder()
                .setProvider("p")
                .setModel("m")
                .setEndpoint("e")
                .setRegion("r")
                .setTarget("t")
                .setApiKeyAlias("a")
                .setProbeId(probeId)
                .setAttempt(1)
                .setFinal$(true)
                .setProber("x")
                .setScheduledAt(Instant.EPOCH)
                .setStartedAt(Instant.EPOCH)
                .setCompletedAt(Instant.EPOCH)
                .setOutcome(Outcome.success)
                .setFaultDomain(FaultDomain.none)
                .setConnection(ConnectionUse.reused);
    }
}
