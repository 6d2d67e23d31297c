package dev.probeline.dashboard.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;

/**
 * Bounds of what the dashboard holds and does; what comes beyond them is counted.
 *
 * @param series each takes about 155 kB; a new one beyond takes the place of one that fell silent, or is refused
 * @param alerts the latest of the last 24 h
 * @param failures the latest
 * @param streams open pages at a time
 * @param requestsPerSecond of one client, in the long run; ten times as many at once
 */
public record LimitSettings(
        @Default("1000") int series,
        @Default("500") int alerts,
        @Default("1000") int failures,
        @Default("400") int streams,
        @Default("50") int requestsPerSecond) {
    public LimitSettings {
        new Expect()
                .that(series > 0, "series", series, "1 or more")
                .that(alerts > 0, "alerts", alerts, "1 or more")
                .that(failures > 0, "failures", failures, "1 or more")
                .that(streams > 0, "streams", streams, "1 or more")
                .that(requestsPerSecond > 0, "requests_per_second", requestsPerSecond, "1 or more")
                .orThrow();
    }
}
