package dev.probeline.runtime.health;

/**
 * What a {@link Check} found.
 *
 * @param reason why it is not ok, for the person who reads the readiness page; may be empty when it is
 */
public record CheckResult(boolean ok, String reason) {
    public static CheckResult up() {
        return new CheckResult(true, "");
    }

    public static CheckResult up(String reason) {
        return new CheckResult(true, reason);
    }

    public static CheckResult down(String reason) {
        return new CheckResult(false, reason);
    }
}
