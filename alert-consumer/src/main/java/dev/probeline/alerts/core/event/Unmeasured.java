package dev.probeline.alerts.core.event;

import dev.probeline.schemas.events.AlertEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alert events that no window decided: a span of time, and no numbers. */
public final class Unmeasured {
    public static AlertEvent.Builder between(Instant start, Instant end) {
        return AlertEvent.newBuilder()
                .setWindowStart(start)
                .setWindowEnd(end)
                .setAttempts(0)
                .setFailures(0)
                .setErrorsByType(Map.of())
                .setErrorsByFaultDomain(Map.of())
                .setExamples(List.of());
    }

    private Unmeasured() {}
}
