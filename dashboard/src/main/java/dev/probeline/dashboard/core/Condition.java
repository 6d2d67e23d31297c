package dev.probeline.dashboard.core;

/** What one window alone says. */
enum Condition {
    NONE,
    SILENT,
    HEALTHY,
    SOME_FAIL,
    MOST_FAIL;

    static Condition of(Window window) {
        return of(window.value(Column.ATTEMPTS), window.value(Column.FAILURES));
    }

    static Condition of(Ring ring, int end) {
        return of(ring.value(end, Column.ATTEMPTS), ring.value(end, Column.FAILURES));
    }

    private static Condition of(float attempts, float failures) {
        if (Float.isNaN(attempts)) {
            return NONE;
        }
        if (attempts == 0) {
            return SILENT;
        }
        return failures == 0 ? HEALTHY : failures * 2 >= attempts ? MOST_FAIL : SOME_FAIL;
    }
}
