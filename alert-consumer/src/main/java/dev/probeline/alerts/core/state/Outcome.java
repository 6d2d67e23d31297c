package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.AlertEvent;
import java.util.List;

/**
 * What to remember and what to publish.
 *
 * @param changed false where the record was old news and there is nothing to remember
 */
public record Outcome(SeriesState state, List<AlertEvent> events, boolean changed) {
    public Outcome {
        events = List.copyOf(events);
    }

    static Outcome unchanged(SeriesState state) {
        return new Outcome(state, List.of(), false);
    }
}
