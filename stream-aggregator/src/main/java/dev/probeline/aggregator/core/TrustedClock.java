package dev.probeline.aggregator.core;

/**
 * The wall clock, as far as event time may follow it: the broker's time as its newest record told it and as it went on
 * since by small steps of our own clock.
 *
 * <p>A clock that is set wrong and put right again seconds later must close nothing, because what is closed stays so. So a
 * leap beyond {@link #TRUSTED_MS} counts only when it has stood for {@link #PROVED_MS}, and never where a record that was
 * waited for tells another time. A clock that falls back is not followed either.
 */
public final class TrustedClock {
    /** Harmless where wrong, as results up to so late are corrections; a restart takes no longer. */
    static final long TRUSTED_MS = 60_000;

    static final long PROVED_MS = 60_000;
    /** Longer between two ticks is a pause, or a clock that was set. */
    private static final long STEP_MS = 2_000;

    private static final long NONE = Long.MIN_VALUE;

    private long known;
    private long arrived = NONE;
    private long lastMs = NONE;
    private long steadyMs;
    private boolean waiting;
    /** Whether the newest record came while we waited for it: then its time is the broker's. */
    private boolean live;

    /** @param reachedMs how far event time had come when the state was written, {@link Long#MIN_VALUE} where there is none */
    public TrustedClock(long reachedMs) {
        known = reachedMs;
    }

    /** @param arrivalMs when the broker took a record */
    public void arrived(long arrivalMs) {
        if (arrivalMs > arrived) {
            arrived = arrivalMs;
            known = Math.max(known, arrivalMs);
            live = waiting;
        }
        steadyMs = 0;
    }

    /**
     * To be asked at each tick.
     *
     * @param idle whether the task is caught up and nothing flows
     * @return milliseconds since the epoch, {@link Long#MIN_VALUE} where nothing is known yet
     */
    public long at(long nowMs, boolean idle) {
        long step = lastMs == NONE ? 0 : nowMs - lastMs;
        boolean steady = step >= 0 && step <= STEP_MS;
        steadyMs = steady && idle ? steadyMs + step : 0;
        lastMs = nowMs;
        waiting = idle && steady;
        if (known != NONE) {
            known += steady && idle ? step : 0;
        }
        boolean near = known != NONE && nowMs - known <= TRUSTED_MS;
        if (nowMs > known && (near || (steadyMs >= PROVED_MS && !live))) {
            known = nowMs;
        }
        return known;
    }
}
