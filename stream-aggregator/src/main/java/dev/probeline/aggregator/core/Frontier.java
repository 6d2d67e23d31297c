package dev.probeline.aggregator.core;

/**
 * How far event time has come in one task; it never moves back.
 *
 * <p>While records flow it is the newest event time seen, and an event time later than the record's arrival counts as
 * its arrival, so that one fast clock closes nothing early. When nothing flows and the task is caught up it is the wall
 * clock, so that silence closes windows too. After downtime the backlog flows: the wall clock is not asked, and
 * no window closes on half of its data.
 */
final class Frontier {
    static final long NONE = Long.MIN_VALUE;

    private long at = NONE;
    private long arrived = NONE;

    /** Returns the event time to file the record under: its own, or its arrival if that is earlier. */
    long observe(long eventMs, long arrivalMs) {
        long clamped = Math.min(eventMs, arrivalMs);
        at = Math.max(at, clamped);
        arrived = Math.max(arrived, arrivalMs);
        return clamped;
    }

    /** To be called only while the task is caught up and no record is waiting. */
    void idle(long nowMs) {
        at = Math.max(at, nowMs);
    }

    /** Whether what was read last had only just arrived: no backlog worth the name lies behind it. */
    boolean isCurrent(long nowMs, long withinMs) {
        return arrived != NONE && nowMs - arrived <= withinMs;
    }

    /** Milliseconds since the epoch, or {@link #NONE}. */
    long at() {
        return at;
    }
}
