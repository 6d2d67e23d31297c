package dev.probeline.alerts.core.story;

import dev.probeline.alerts.core.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happens, and what is to be told of it.
 *
 * @param start wall clock and event time at its beginning
 * @param interval from one step of the series to the next
 * @param tick how often the clock is looked at; the service does ten times a second
 * @param editions rules by the name an edit has for them
 * @param told all that is published, in any order; empty where the story does not care
 * @param open all that is open at a time, from the beginning of the story
 */
public record Story(
        String name,
        List<Rule> rules,
        Instant start,
        Duration interval,
        Duration tick,
        List<Series> series,
        List<Deed> deeds,
        Map<String, List<Rule>> editions,
        Optional<List<Sighting>> told,
        Map<Duration, List<Sighting>> open) {
    /** So that what a deadline at the very end brings is published. */
    private static final Duration LAST = Duration.ofSeconds(1);

    public Story {
        rules = List.copyOf(rules);
        series = List.copyOf(series);
        deeds = List.copyOf(deeds);
        editions = Map.copyOf(editions);
        told = told.map(List::copyOf);
        open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
    }

    Duration length() {
        Stream<Duration> heard =
                series.stream().map(each -> arrival(each, each.length() - 1).plus(each.late()));
        Stream<Duration> done = deeds.stream().map(Story::end);
        Stream<Duration> expected = Stream.concat(
                told.stream().flatMap(List::stream).flatMap(sighting -> sighting.at().stream()),
                open.keySet().stream());
        return Stream.concat(heard, Stream.concat(done, expected))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(LAST);
    }

    /** When the record of the step would arrive if it were not late. */
    Duration arrival(Series series, int step) {
        return series.starts().plus(interval.multipliedBy(step));
    }

    private static Duration end(Deed deed) {
        if (deed instanceof Deed.Crash crash) {
            return crash.at().plus(crash.down());
        }
        return deed instanceof Deed.Stall stall ? stall.at().plus(stall.lasts()) : deed.at();
    }
}
