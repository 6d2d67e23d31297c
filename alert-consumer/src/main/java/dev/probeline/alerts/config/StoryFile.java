package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A file of stories as written.
 *
 * @param rules rule files, seen from the folder of this file; {@code built-in} names the built-in rules
 * @param groups rules written here, as in a rule file; without any and without {@code rules} the built-in ones hold
 * @param start when each story begins
 * @param interval from one value of a series to the next, unless the story says otherwise
 */
record StoryFile(
        @Default("[]") List<String> rules,
        @Default("[]") List<RuleGroup> groups,
        @Default("2026-11-01T12:00:00Z") Instant start,
        @Default("10s") Duration interval,
        List<StorySpec> stories) {
    StoryFile {
        new Expect()
                .that(!interval.isZero(), "interval", interval, "at least 1ms")
                .that(!stories.isEmpty(), "stories", "none", "at least one")
                .orThrow();
    }
}
