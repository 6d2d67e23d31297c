package dev.probeline.alerts.core.incident;

import dev.probeline.schemas.events.AlertEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has changed and was decided since the last turn. */
final class Journal {
    private final Set<String> alerts = new LinkedHashSet<>();
    private final Set<String> incidents = new LinkedHashSet<>();
    private final List<Notification> sends = new ArrayList<>();
    private final List<GivenUp> deadLetters = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> silencesOver = new LinkedHashSet<>();
    private final Set<String> acknowledgementsOver = new LinkedHashSet<>();

    void alert(String id) {
        alerts.add(id);
    }

    void incident(String group) {
        incidents.add(group);
    }

    void send(Notification notification) {
        sends.add(notification);
    }

    void bury(GivenUp letter) {
        deadLetters.add(letter);
    }

    void enter(Entry entry) {
        entries.add(entry);
    }

    void silenceOver(String id) {
        silencesOver.add(id);
    }

    void acknowledgementOver(String incident) {
        acknowledgementsOver.add(incident);
    }

    boolean isEmpty() {
        return alerts.isEmpty()
                && incidents.isEmpty()
                && sends.isEmpty()
                && deadLetters.isEmpty()
                && entries.isEmpty()
                && silencesOver.isEmpty()
                && acknowledgementsOver.isEmpty();
    }

    /** Empties it. */
    Turn take(Map<String, AlertEvent> openAlerts, Map<String, Incident> openIncidents) {
        Map<String, Optional<AlertEvent>> changedAlerts = new LinkedHashMap<>();
        alerts.forEach(id -> changedAlerts.put(id, Optional.ofNullable(openAlerts.get(id))));
        Map<String, Optional<Incident>> changedIncidents = new LinkedHashMap<>();
        incidents.forEach(group -> changedIncidents.put(group, Optional.ofNullable(openIncidents.get(group))));
        Turn turn = new Turn(
                changedAlerts,
                changedIncidents,
                List.copyOf(sends),
                List.copyOf(deadLetters),
                List.copyOf(entries),
                List.copyOf(silencesOver),
                List.copyOf(acknowledgementsOver));
        alerts.clear();
        incidents.clear();
        sends.clear();
        deadLetters.clear();
        entries.clear();
        silencesOver.clear();
        acknowledgementsOver.clear();
        return turn;
    }
}
