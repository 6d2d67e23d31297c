package dev.probeline.alerts.core.notify;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;

/** Whether a receiver is told of an alert event, and why or why not. */
public enum Telling {
    FIRING(true),
    RESOLVED(true),
    NO_DATA(true),
    /** A rule that cannot be worked out guards nothing. */
    ERROR(true),
    /** Not yet anybody's trouble. */
    PENDING(false),
    /** Still firing as far as people are concerned. */
    RECOVERING(false),
    /** It was told when it began to fire, and not that it stopped. */
    FIRING_ALREADY(false),
    /** Nobody was told of it, so nobody waits for its end. */
    NEVER_FIRED(false),
    RESOLVED_NOT_WANTED(false),
    /** A state of a newer release. */
    UNKNOWN(false);

    private final boolean told;

    Telling(boolean told) {
        this.told = told;
    }

    public boolean told() {
        return told;
    }

    public static Telling of(AlertEvent event, boolean sendResolved) {
        return switch (event.getState()) {
            case pending -> PENDING;
            case firing -> event.getPreviousState() == AlertState.recovering ? FIRING_ALREADY : FIRING;
            case recovering -> RECOVERING;
            case resolved -> resolved(event, sendResolved);
            case no_data -> NO_DATA;
            case error -> ERROR;
            case unknown -> UNKNOWN;
        };
    }

    private static Telling resolved(AlertEvent event, boolean sendResolved) {
        if (event.getFiringSince() == null) {
            return NEVER_FIRED;
        }
        return sendResolved ? RESOLVED : RESOLVED_NOT_WANTED;
    }
}
