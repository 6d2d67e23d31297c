package dev.probeline.dashboard.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts of the last day, as many as are allowed: those long over go first, then the oldest. */
final class Alerts {
    private static final long KEPT_MS = 24 * 3600_000L;
    private static final Comparator<Alert> MOST_URGENT_FIRST = Comparator.<Alert, Boolean>comparing(
                    alert -> alert.state() != AlertState.firing)
            .thenComparing(Alert::severity, Comparator.reverseOrder())
            .thenComparing(Alert::at, Comparator.reverseOrder());

    private final int limit;
    private final Map<String, Alert> byId = new LinkedHashMap<>();

    Alerts(int limit) {
        this.limit = limit;
    }

    /** @throws IllegalArgumentException if the event's series is none */
    Alert take(AlertEvent event) {
        Alert known = byId.remove(event.getAlertId());
        Alert alert = known == null ? Alert.first(event) : known.then(event);
        byId.put(event.getAlertId(), alert); // the latest changed is the last to go
        if (byId.size() > limit) {
            Alert victim = byId.values().stream()
                    .filter(old -> !old.open())
                    .findFirst()
                    .orElse(byId.values().iterator().next());
            byId.remove(victim.event().getAlertId());
        }
        return alert;
    }

    void forget(long now) {
        byId.values().removeIf(alert -> !alert.open() && alert.at() < now - KEPT_MS);
    }

    List<Alert> open() {
        return byId.values().stream()
                .filter(Alert::open)
                .sorted(MOST_URGENT_FIRST)
                .toList();
    }

    /** Newest first. */
    List<Alert> fired(Optional<SeriesKey> series) {
        List<Alert> fired = new ArrayList<>();
        for (Alert alert : byId.values()) {
            if (alert.fired() && series.map(alert::touches).orElse(true)) {
                fired.add(alert);
            }
        }
        fired.sort(Comparator.comparing((Alert alert) -> alert.event().getPendingSince())
                .reversed());
        return fired;
    }

    List<Alert> touching(SeriesKey series) {
        return open().stream().filter(alert -> alert.touches(series)).toList();
    }
}
