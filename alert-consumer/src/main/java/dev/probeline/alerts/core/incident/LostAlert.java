package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.event.Unmeasured;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Severity;
import java.util.Map;
import java.util.TreeMap;

/** Stands for an open alert whose record cannot be read any more, so that people are told its end all the same. */
final class LostAlert {
    static AlertEvent of(String id, Member member, Incident incident) {
        Map<String, String> labels = new TreeMap<>(incident.group().labels());
        String rule = labels.remove("alertname");
        labels.remove("severity");
        return Unmeasured.between(incident.opened(), incident.opened())
                .setAlertId(id)
                .setRule(rule == null ? "Unknown" : rule)
                .setState(state(member.now()))
                .setPreviousState(AlertState.unknown)
                .setSeverity(Severity.warning)
                .setReason("record_lost")
                .setSeries(id)
                .setLabels(labels)
                .setAnnotations(Map.of("summary", "What was recorded of this alert cannot be read any more"))
                .setCondition("")
                .setAt(incident.opened())
                .setPendingSince(incident.opened())
                .setFiringSince(incident.opened())
                .setResolvedAt(member.over() ? incident.opened() : null)
                .build();
    }

    private static AlertState state(Standing standing) {
        return switch (standing) {
            case FIRING -> AlertState.firing;
            case NO_DATA -> AlertState.no_data;
            case ERROR -> AlertState.error;
            case RESOLVED -> AlertState.resolved;
        };
    }

    private LostAlert() {}
}
