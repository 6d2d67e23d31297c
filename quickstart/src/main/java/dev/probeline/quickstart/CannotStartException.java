package dev.probeline.quickstart;

/** A reason not to start that the person at the keyboard can act on; its message is one line with the fix in it. */
public final class CannotStartException extends RuntimeException {
    public CannotStartException(String message) {
        super(message);
    }

    public CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
