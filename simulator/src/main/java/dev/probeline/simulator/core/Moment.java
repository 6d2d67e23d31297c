package dev.probeline.simulator.core;

import java.time.Instant;

/**
 * When a request came, and as which: the only time and the only chance the core knows.
 *
 * @param ordinal counts requests from 0
 * @param nanos of the clock that rate limits and scripts run by
 */
public record Moment(long ordinal, long nanos, Instant wall) {}
