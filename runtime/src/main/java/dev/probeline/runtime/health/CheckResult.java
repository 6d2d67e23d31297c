package dev.probeline.runtime.health;

/**
 * What a {@link Check} found.
 *
 * @param hopeless nothing but a restart of the process mends it
 * @param reason why it is not ok, for the person who reads the readiness page; may be empty when it is
 */
public record CheckResult(boolean ok, boolean hopeless, String reason) {
    public static CheckResult up() {
        return new CheckResult(true, false, "");
    }

    public static CheckResult up(String reason) {
        return new CheckResult(true, false, reason);
    }

    public static CheckResult down(String reason) {
        return new CheckResult(false, false, reason);
    }

    public static CheckResult hopeless(String reason) {
        return new CheckResult(false, true, reason);
    }

    /** Of a thread that is not alive: one that has not begun may yet, one that has ended will not. */
    public static CheckResult notAlive(Thread thread, String name) {
        return new CheckResult(false, thread.getState() == Thread.State.TERMINATED, name + " is not running");
    }
}
