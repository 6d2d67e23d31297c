package dev.probeline.quickstart.view;

import dev.probeline.quickstart.core.LatencyGrid.Cell;
import dev.probeline.quickstart.inbox.Notification;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs at some instant, for the view's tests. */
final class Snapshots {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Snapshots() {}

    static Snapshot incident() {
        Instant now = START.plusSeconds(42);
        return new Snapshot(
                now,
                "running",
                Duration.ofSeconds(42),
                Optional.of(Duration.ofSeconds(150)),
                List.of(new Part("Kafka broker", "127.0.0.1:9092")),
                380,
                9.04,
                Map.of(
                        "gpt-4o",
                        Map.of("eu", cell(1930.0, 0.0), "us", cell(388.6, 0.0)),
                        "gpt-4o-mini",
                        Map.of("eu", cell(null, 1.0))),
                List.of(alert("1", "gpt-4o", "eu")),
                List.of(new Notification(
                        now, "1", "firing", Map.of("alertname", "Slow", "model", "gpt-4o", "region", "eu"), Map.of())),
                1);
    }

    static Cell cell(Double p95, double errorRate) {
        return new Cell(START, Optional.ofNullable(p95), Optional.of(errorRate));
    }

    static AlertEvent alert(String id, String model, String region) {
        return AlertEvent.newBuilder()
                .setAlertId(id)
                .setRule("Slow")
                .setState(AlertState.firing)
                .setPreviousState(AlertState.pending)
                .setSeverity(Severity.warning)
                .setReason("for_elapsed")
                .setSeries("series")
                .setLabels(Map.of("model", model, "region", region))
                .setAnnotations(Map.of("summary", model + " is slow in " + region))
                .setCondition("latency.p95 > 1s")
                .setAt(START.plusSeconds(30))
                .setPendingSince(START.plusSeconds(25))
                .setFiringSince(START.plusSeconds(30))
                .setWindowStart(START.plusSeconds(20))
                .setWindowEnd(START.plusSeconds(30))
                .setAttempts(10)
                .setFailures(0)
                .setExamples(List.of())
                .build();
    }
}
