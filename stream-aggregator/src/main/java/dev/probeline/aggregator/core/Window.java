package dev.probeline.aggregator.core;

/**
 * Which window a record speaks of, and how far it can be trusted.
 *
 * @param startMs inclusive, milliseconds since the epoch
 * @param endMs exclusive, milliseconds since the epoch
 * @param asOfMs event time up to which it speaks, milliseconds since the epoch
 * @param closed whether it is settled but for what comes late
 */
record Window(long startMs, long endMs, long asOfMs, boolean closed, int revision) {
    long lengthMs() {
        return endMs - startMs;
    }

    /** The part of it that has passed. */
    long elapsedMs() {
        return Math.max(1, Math.min(asOfMs, endMs) - startMs);
    }
}
