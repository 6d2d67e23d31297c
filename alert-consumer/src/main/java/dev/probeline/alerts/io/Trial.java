package dev.probeline.alerts.io;

import java.time.Instant;

/**
 * How often and since when something has been tried.
 *
 * @param first null before the first try
 */
record Trial(int attempt, Instant first) {
    static final Trial NONE = new Trial(0, null);

    Trial next(Instant now) {
        return new Trial(attempt + 1, first == null ? now : first);
    }
}
