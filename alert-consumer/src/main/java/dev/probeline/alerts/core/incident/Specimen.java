package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.incident.Notification.Line;
import dev.probeline.alerts.core.route.Group;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertExample;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A notification that shows what one looks like and says that it is a test. */
public final class Specimen {
    public static Notification firing(String receiver, Instant now) {
        String id = UUID.nameUUIDFromBytes((receiver + now).getBytes(StandardCharsets.UTF_8))
                .toString();
        AlertEvent event = event(id, receiver, now).build();
        Map<String, String> labels = Map.of("alertname", "TestAlert");
        return new Notification(
                id,
                new Group(receiver + "/{}:{alertname=\"TestAlert\"}", receiver, "{}", labels),
                Occasion.FIRST,
                now,
                now,
                List.of(new Line(event, Standing.FIRING)),
                Map.of(),
                Optional.empty());
    }

    /** @param receipt what the receiver gave for the first */
    public static Notification over(Notification firing, Map<String, String> receipt, Instant now) {
        AlertEvent over = event(firing.incident(), firing.group().receiver(), firing.at())
                .setState(AlertState.resolved)
                .setPreviousState(AlertState.firing)
                .setResolvedAt(now)
                .build();
        return new Notification(
                firing.incident(),
                firing.group(),
                Occasion.ALL_RESOLVED,
                firing.opened(),
                now,
                List.of(new Line(over, Standing.RESOLVED)),
                receipt,
                Optional.empty());
    }

    private static AlertEvent.Builder event(String id, String receiver, Instant now) {
        return AlertEvent.newBuilder()
                .setAlertId(id)
                .setRule("TestAlert")
                .setState(AlertState.firing)
                .setPreviousState(AlertState.pending)
                .setSeverity(Severity.info)
                .setReason("condition_met")
                .setSeries("test")
                .setLabels(Map.of("provider", "test", "model", "test", "endpoint", "test", "region", "test"))
                .setAnnotations(Map.of("summary", "This is a test of the receiver " + receiver + ": nothing is wrong"))
                .setCondition("error_rate > 50%")
                .setValue(0.8)
                .setThreshold(0.5)
                .setAt(now)
                .setPendingSince(now.minusSeconds(30))
                .setFiringSince(now)
                .setWindowStart(now.minusSeconds(60))
                .setWindowEnd(now)
                .setAttempts(10)
                .setFailures(8)
                .setErrorsByType(Map.of("server_error", 8L))
                .setErrorsByFaultDomain(Map.of("provider", 8L))
                .setRegionsFailing(List.of("test"))
                .setExamples(List.of(AlertExample.newBuilder()
                        .setErrorType("server_error")
                        .setStatusCode(500)
                        .setMessage("this error never happened")
                        .setRequestId("req_test")
                        .setCompletedAt(now)
                        .setLatencyMs(1903.0)
                        .setServerProcessingMs(350.0)
                        .build()));
    }

    private Specimen() {}
}
