package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.ProbeMetrics;

/** Where an {@link Aggregation} sends what it has made of its input. */
@FunctionalInterface
public interface Output {
    /** @param key of a series or roll-up, UTF-8 */
    void window(byte[] key, ProbeMetrics metrics);

    /**
     * What this task knows of a roll-up that needs several tasks.
     *
     * @param rollUp its key, UTF-8
     * @param delta as {@link Aggregation#merge} takes it
     */
    default void delta(byte[] rollUp, byte[] delta) {
        throw new UnsupportedOperationException("nobody takes the deltas of roll-ups that need several tasks");
    }
}
