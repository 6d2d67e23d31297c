package dev.probeline.alerts.config;

import dev.probeline.alerts.core.story.Deed;
import dev.probeline.alerts.core.story.Sighting;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A story as written.
 *
 * @param tick how often the clock is looked at: 100ms as in the service. Above 2s only records move alerts and no silence
 *     is noticed, as in a backlog; that makes stories of days quick
 * @param told everything that is published, as {@code TIME STATE RULE [LABEL=…] [reason=…]}; the time is event time
 * @param open everything that is open, as {@code STATE RULE [LABEL=…]}, by the time at which one looks
 */
record StorySpec(
        String name,
        Optional<Duration> interval,
        @Default("100ms") Duration tick,
        List<SeriesSpec> series,
        @Default("[]") List<Deed> events,
        Optional<List<Sighting>> told,
        @Default("{}") Map<String, List<Sighting>> open) {
    StorySpec {
        Expect expect = new Expect()
                .that(!name.isBlank(), "name", "''", "a sentence")
                .that(!tick.isZero(), "tick", tick, "at least 1ms")
                .that(interval.filter(Duration::isZero).isEmpty(), "interval", interval.orElse(null), "at least 1ms")
                .that(told.isPresent() || !open.isEmpty(), "name", name, "told or open, or it shows nothing");
        for (String time : open.keySet()) {
            expect.that(isTime(time), "open." + time, time, "a time from the beginning of the story, such as 1m30s");
        }
        expect.orThrow();
    }

    private static boolean isTime(String text) {
        try {
            return !Durations.parse(text).isNegative();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
