package dev.probeline.alerts;

import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Notification.Line;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.alerts.core.incident.Standing;
import dev.probeline.alerts.core.route.Group;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes notifications of one incident. */
public final class Told {
    public static final String INCIDENT = "5d1c0a9e-7a6d-3f7e-9f6e-3d0a6c1b2a3f";

    public static Notification firing() {
        return of(Occasion.FIRST, Map.of(), Events.firing());
    }

    public static Notification resolved() {
        return of(Occasion.ALL_RESOLVED, Map.of(), Events.resolved());
    }

    /** @param receipt what the receiver gave for an earlier one */
    public static Notification of(Occasion occasion, Map<String, String> receipt, AlertEvent... events) {
        List<Line> lines = Stream.of(events)
                .map(event -> new Line(event, standing(event.getState())))
                .toList();
        Map<String, String> labels = Map.of("alertname", "ErrorRateHigh", "model", "gpt-4o");
        return new Notification(
                INCIDENT,
                new Group("inbox/{}:{alertname=\"ErrorRateHigh\",model=\"gpt-4o\"}", "inbox", "{}", labels),
                occasion,
                Windows.START,
                Windows.START,
                lines,
                receipt,
                Optional.empty());
    }

    /** Texts far beyond every receiver's limit, in characters of several bytes. */
    public static Notification vast() {
        String vast = "€".repeat(100_000);
        AlertEvent event = Events.event(AlertState.pending, AlertState.firing)
                .setRule(vast)
                .setAnnotations(
                        Map.of("summary", vast, "description", vast, "runbook_url", "https://example.com/" + vast))
                .setCondition(vast)
                .setExplanation(vast)
                .setErrorsByType(Map.of(vast, 1L))
                .setErrorsByFaultDomain(Map.of(vast, 1L))
                .setRegionsFailing(List.of(vast))
                .setExamples(List.of(Events.example(vast), Events.example(vast), Events.example(vast)))
                .build();
        AlertEvent[] all = Stream.generate(() -> event).limit(150).toArray(AlertEvent[]::new);
        return of(Occasion.FIRST, Map.of(), all);
    }

    private static Standing standing(AlertState state) {
        return switch (state) {
            case resolved -> Standing.RESOLVED;
            case no_data -> Standing.NO_DATA;
            case error -> Standing.ERROR;
            default -> Standing.FIRING;
        };
    }

    private Told() {}
}
