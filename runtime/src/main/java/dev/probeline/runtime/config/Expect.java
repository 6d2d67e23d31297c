package dev.probeline.runtime.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a record's compact constructor, so that all that fail are told at once:
 * {@code new Expect().that(retries >= 0, "retries", retries, "0 or more").….orThrow();}.
 */
public final class Expect {
    private final List<String> failed = new ArrayList<>();

    /**
     * @param name key as in the file, snake case, or the way to something in it as in {@code targets[2].name}; it leads
     *     the fault to its line and column
     * @param expected completes {@code (expected: …)}
     */
    public Expect that(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            failed.add(name + ": " + show(value) + " (expected: " + expected + ")");
        }
        return this;
    }

    /** @throws IllegalArgumentException with one line for each condition that does not hold */
    public void orThrow() {
        if (!failed.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", failed));
        }
    }

    private static String show(Object value) {
        return value instanceof Duration duration
                ? Durations.format(duration)
                : String.valueOf(value).replace("\n", "\\n");
    }
}
