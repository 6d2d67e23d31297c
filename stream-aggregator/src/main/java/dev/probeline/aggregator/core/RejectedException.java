package dev.probeline.aggregator.core;

/** A result that cannot be counted: it goes to the dead-letter topic, and the stream goes on. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as a metric label. */
    public enum Reason {
        TOO_LATE,
        IMPOSSIBLE_VALUE,
        NO_VALUE,
        WRONG_KEY,
        TOO_MANY_SERIES
    }

    private final Reason reason;

    RejectedException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
