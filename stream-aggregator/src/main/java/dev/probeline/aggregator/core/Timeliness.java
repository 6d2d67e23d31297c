package dev.probeline.aggregator.core;

/** How a result came in relation to the windows it belongs to. */
public enum Timeliness {
    /** Its windows are still open. */
    IN_TIME,
    /** It amends windows that were published already. */
    LATE
}
