package dev.probeline.quickstart.core;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came through {@code alert-events}: which incidents fired, which of them are over, and which are not. */
public final class AlertTally {
    private final Set<String> fired = new HashSet<>();
    private final Set<String> resolved = new HashSet<>();
    private final Map<String, AlertEvent> firing = new LinkedHashMap<>();

    public void add(AlertEvent event) {
        String id = event.getAlertId();
        if (event.getState() == AlertState.firing) {
            fired.add(id);
            firing.put(id, event);
        } else if (event.getState() == AlertState.resolved && fired.contains(id)) {
            resolved.add(id);
            firing.remove(id);
        }
    }

    public int fired() {
        return fired.size();
    }

    /** Of those that fired. */
    public int resolved() {
        return resolved.size();
    }

    /** In the order they fired; one that is recovering still fires. */
    public Collection<AlertEvent> firing() {
        return List.copyOf(firing.values());
    }
}
