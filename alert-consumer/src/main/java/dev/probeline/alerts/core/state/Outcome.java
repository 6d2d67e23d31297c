package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.AlertEvent;
import java.util.List;

/** What to remember and what to publish. */
public record Outcome(SeriesState state, List<AlertEvent> events) {
    public Outcome {
        events = List.copyOf(events);
    }
}
