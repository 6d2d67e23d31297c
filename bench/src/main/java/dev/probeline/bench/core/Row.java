package dev.probeline.bench.core;

import java.time.Duration;

/**
 * One line of the table.
 *
 * @param name by which it is chosen and found in the JSON
 * @param window length of the windows, which begin every {@link #ADVANCE}; zero: the aggregator's defaults, all of them
 */
public record Row(String name, Kind kind, int threads, DataSet data, Duration window) {
    public static final Duration ADVANCE = Duration.ofSeconds(10);
}
