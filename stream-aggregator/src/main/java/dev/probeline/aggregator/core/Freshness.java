package dev.probeline.aggregator.core;

/**
 * Whether a series has news about windows that are still open, and whether it may tell them yet: once in a while, and at
 * once when the first failure after a good stretch is seen.
 */
final class Freshness {
    private static final long NEVER = Long.MIN_VALUE;

    private long newestMs = NEVER;
    private long publishedAtMs = NEVER;
    private boolean stirred;
    private boolean failed;
    private boolean news;
    private boolean urgent;
    /** Whether what was told last held no failure. */
    private boolean good = true;

    void saw(long eventMs, boolean failure) {
        newestMs = Math.max(newestMs, eventMs);
        stirred = true;
        failed |= failure;
    }

    /** Whether anything was seen since {@link #stirred}. */
    boolean isStirred() {
        return stirred;
    }

    void stirred() {
        stir(this);
        stirred = false;
        failed = false;
    }

    /** What another has seen is news here too. */
    void stir(Freshness other) {
        newestMs = Math.max(newestMs, other.newestMs);
        news = true;
        urgent |= other.failed && good;
    }

    boolean isDue(long nowMs, long everyMs) {
        boolean paused = publishedAtMs == NEVER || nowMs - publishedAtMs >= everyMs || nowMs < publishedAtMs;
        return news && (urgent || paused);
    }

    void published(long nowMs) {
        publishedAtMs = nowMs;
        news = false;
        urgent = false;
    }

    /** A record was published whose window holds so many failures. */
    void told(long failures) {
        good = failures == 0;
    }

    /** Completion of the newest attempt, milliseconds since the epoch. */
    long newestMs() {
        return newestMs;
    }
}
