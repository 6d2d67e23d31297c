package dev.probeline.producer.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;

/**
 * How probing holds back, so that it does not eat what the key's owner needs.
 *
 * @param headroom a remaining share of a rate limit under which intervals are stretched; 0 for never
 * @param longestStretch how many times its interval a target waits when nothing remains
 * @param longestPause bound on what Retry-After or a limit's reset may ask for: longer than this nobody shall be blind
 * @param unknownSpending what a target with a budget does while today's spending cannot be read back
 * @param readBack how long a target with a budget waits for today's spending after the start
 */
public record Restraint(
        @Default("0.2") double headroom,
        @Default("16") int longestStretch,
        @Default("15m") Duration longestPause,
        @Default("probe") UnknownSpending unknownSpending,
        @Default("10s") Duration readBack) {
    public Restraint {
        new Expect()
                .that(headroom >= 0 && headroom <= 1, "headroom", headroom, "a share from 0 to 1, such as 0.2")
                .that(
                        Integer.bitCount(longestStretch) == 1 && longestStretch > 0 && longestStretch <= 1024,
                        "longest_stretch",
                        longestStretch,
                        "a power of two up to 1024, so that stretched probes keep to the schedule")
                .that(!longestPause.isNegative(), "longest_pause", Durations.format(longestPause), "zero or more")
                .that(!readBack.isNegative(), "read_back", Durations.format(readBack), "zero or more")
                .orThrow();
    }
}
