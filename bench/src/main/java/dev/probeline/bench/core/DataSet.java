package dev.probeline.bench.core;

import dev.probeline.runtime.config.Expect;

/**
 * The events that are preloaded.
 *
 * @param perSlice events of one series in ten seconds
 */
public record DataSet(String name, long records, int series, double perSlice) {
    private static final double SLICE_MS = 10_000;

    public DataSet {
        new Expect()
                .that(records >= 1, "records", records, "at least 1")
                .that(series >= 1, "series", series, "at least 1")
                .that(perSlice > 0, "perSlice", perSlice, "more than 0")
                .orThrow();
    }

    /** Event time from the first to the last event. */
    public long spanMs() {
        return Math.round(records / (series * perSlice) * SLICE_MS);
    }
}
