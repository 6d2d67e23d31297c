package dev.probeline.aggregator.topology;

/** Tells from a task's ticks when what is known of its backlog can be trusted, and that nothing flows. */
final class Quiet {
    private static final long LATE_TICK_MS = 1_000;

    private long sinceTick;
    private long lastTickMs;
    private int ticks;

    void record() {
        sinceTick++;
    }

    /**
     * Whether nothing has come for a while. Right after a pause the lag is the one from before it; by the second quiet tick
     * in time a poll has renewed it.
     */
    boolean tick(long nowMs) {
        boolean quiet = sinceTick == 0 && nowMs - lastTickMs <= LATE_TICK_MS;
        ticks = quiet ? ticks + 1 : 0;
        sinceTick = 0;
        lastTickMs = nowMs;
        return ticks > 1;
    }
}
