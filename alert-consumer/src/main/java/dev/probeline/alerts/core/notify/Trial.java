package dev.probeline.alerts.core.notify;

import java.time.Instant;

/**
 * How often and since when something has been tried.
 *
 * @param first null before the first try
 */
public record Trial(int attempt, Instant first) {
    public static final Trial NONE = new Trial(0, null);

    public Trial next(Instant now) {
        return new Trial(attempt + 1, first == null ? now : first);
    }
}
