package dev.probeline.aggregator.io;

import java.time.Duration;

/** The Retry-After header of an overloaded store, in seconds as InfluxDB sends it. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private RetryAfter() {}

    /** @return at most a minute, zero where nothing readable was said; a wrong clock must not silence the sink */
    static Duration of(String header) {
        if (header == null || !header.matches("[0-9]{1,9}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header));
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
