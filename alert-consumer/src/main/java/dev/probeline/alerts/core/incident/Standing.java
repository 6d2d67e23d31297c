package dev.probeline.alerts.core.incident;

import dev.probeline.schemas.events.AlertEvent;
import java.util.Optional;

/** What an alert is to people; a rule knows finer states. */
public enum Standing {
    FIRING,
    NO_DATA,
    /** The rule cannot be worked out and guards nothing. */
    ERROR,
    RESOLVED;

    /** Empty for states that are nobody's trouble yet, and those of a newer release. */
    static Optional<Standing> of(AlertEvent event) {
        return switch (event.getState()) {
            case firing, recovering -> Optional.of(FIRING);
            case no_data -> Optional.of(NO_DATA);
            case error -> Optional.of(ERROR);
            case resolved -> Optional.of(RESOLVED);
            case pending, unknown -> Optional.empty();
        };
    }
}
