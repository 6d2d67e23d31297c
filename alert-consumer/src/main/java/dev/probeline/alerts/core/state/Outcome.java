package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.AlertEvent;
import java.util.List;

/**
 * What to remember, what to publish and what to come back to.
 *
 * @param changed false where the record was old news and there is nothing to remember
 * @param due what {@code for} and {@code keep_firing_for} still wait for
 */
public record Outcome(SeriesState state, List<AlertEvent> events, List<Due> due, boolean changed) {
    public Outcome {
        events = List.copyOf(events);
        due = List.copyOf(due);
    }

    static Outcome unchanged(SeriesState state) {
        return new Outcome(state, List.of(), List.of(), false);
    }
}
