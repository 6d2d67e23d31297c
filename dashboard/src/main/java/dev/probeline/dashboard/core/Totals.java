package dev.probeline.dashboard.core;

/**
 * The board as a whole.
 *
 * @param refused records for which there was no room, or whose window lies in the future
 * @param newestAsOf event time of the newest news, milliseconds since the epoch; 0 before any
 * @param completeness share of the due probes that were made, over all series; NaN where none is known
 */
public record Totals(int series, int seriesLimit, long refused, long newestAsOf, double completeness) {}
