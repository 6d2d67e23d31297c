package dev.probeline.alerts.core.rule;

/** Whether a condition holds, as far as that can be said. */
public enum Answer {
    YES,
    NO,
    /** A value that would decide is missing. */
    UNKNOWN,
    /** The condition cannot be worked out, though the data are there. */
    ERROR;

    static Answer of(boolean holds) {
        return holds ? YES : NO;
    }
}
