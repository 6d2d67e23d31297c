package dev.probeline.alerts.core.incident;

import dev.probeline.schemas.events.AlertEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the dispatcher decided since it was last asked. First all of it is recorded, as one; then the notifications are
 * sent.
 *
 * @param alerts by id; empty where the alert is forgotten
 * @param incidents by group key; empty where the incident is closed
 * @param silencesOver ids of those that ended long ago
 * @param acknowledgementsOver ids of incidents that are closed: nobody need know any more who was at them
 */
public record Turn(
        Map<String, Optional<AlertEvent>> alerts,
        Map<String, Optional<Incident>> incidents,
        List<Notification> sends,
        List<GivenUp> deadLetters,
        List<Entry> entries,
        List<String> silencesOver,
        List<String> acknowledgementsOver) {
    public boolean recordsNothing() {
        return alerts.isEmpty()
                && incidents.isEmpty()
                && deadLetters.isEmpty()
                && entries.isEmpty()
                && silencesOver.isEmpty()
                && acknowledgementsOver.isEmpty();
    }
}
