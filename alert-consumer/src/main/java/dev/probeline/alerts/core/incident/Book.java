package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.route.Held;
import dev.probeline.alerts.core.route.Inhibition;
import dev.probeline.alerts.core.route.Inhibitor;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alerts that are open, the incidents they make, and the silences; every change of it is entered in the journal. */
final class Book {
    private final List<Inhibition> inhibitions;
    private final Journal journal = new Journal();
    private final Map<String, AlertEvent> alerts = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private Optional<Inhibitor> inhibitor = Optional.empty();

    Book(List<Inhibition> inhibitions) {
        this.inhibitions = inhibitions;
    }

    Journal journal() {
        return journal;
    }

    Turn takeTurn() {
        return journal.take(alerts, incidents);
    }

    void put(AlertEvent alert) {
        restore(alert);
        journal.alert(alert.getAlertId());
    }

    void restore(AlertEvent alert) {
        alerts.put(alert.getAlertId(), alert);
        labels.put(alert.getAlertId(), Labels.of(alert));
        inhibitor = Optional.empty();
    }

    AlertEvent alert(String id) {
        return alerts.get(id);
    }

    Collection<AlertEvent> alerts() {
        return List.copyOf(alerts.values());
    }

    Collection<Incident> incidents() {
        return incidents.values();
    }

    Optional<Incident> incident(String group) {
        return Optional.ofNullable(incidents.get(group));
    }

    List<Incident> incidentsOf(String alert) {
        return incidents.values().stream()
                .filter(incident -> incident.members().containsKey(alert))
                .toList();
    }

    void restore(Incident incident) {
        incidents.put(incident.group().key(), incident);
    }

    void put(Incident incident) {
        Incident before = incidents.put(incident.group().key(), incident);
        journal.incident(incident.group().key());
        if (before != null) {
            before.members().keySet().stream()
                    .filter(alert -> !incident.members().containsKey(alert))
                    .forEach(this::forgetIfNobodys);
        }
    }

    /** Changed, and not worth a record: it would be found out again. */
    void note(Incident incident) {
        incidents.put(incident.group().key(), incident);
    }

    void close(Incident incident) {
        Incident before = incidents.remove(incident.group().key());
        journal.incident(incident.group().key());
        before.members().keySet().forEach(this::forgetIfNobodys);
    }

    void forgetIfNobodys(String alert) {
        if (alerts.containsKey(alert) && incidentsOf(alert).isEmpty()) {
            alerts.remove(alert);
            labels.remove(alert);
            inhibitor = Optional.empty();
            journal.alert(alert);
        }
    }

    void put(Silence silence) {
        silences.put(silence.id(), silence);
    }

    void remove(String silence) {
        silences.remove(silence);
    }

    void forgetSilencesEndedBefore(Instant then) {
        List<String> ended = silences.values().stream()
                .filter(silence -> silence.endsAt().isBefore(then))
                .map(Silence::id)
                .toList();
        ended.forEach(id -> {
            silences.remove(id);
            journal.silenceOver(id);
        });
    }

    /** Why an alert must not be told as new. */
    Optional<Held> held(String alert, Instant now) {
        Map<String, String> own = labels.get(alert);
        if (silences.values().stream().anyMatch(silence -> silence.covers(own, now))) {
            return Optional.of(Held.SILENCE);
        }
        return inhibitor().speaksFor(own).map(cause -> Held.INHIBITION);
    }

    private Inhibitor inhibitor() {
        if (inhibitor.isEmpty()) {
            List<Map<String, String>> firing = alerts.values().stream()
                    // One that knows nothing speaks for nobody: neither without data nor with a rule that fails.
                    .filter(alert -> Standing.of(alert).equals(Optional.of(Standing.FIRING)))
                    .map(alert -> labels.get(alert.getAlertId()))
                    .toList();
            inhibitor = Optional.of(new Inhibitor(inhibitions, firing));
        }
        return inhibitor.get();
    }
}
