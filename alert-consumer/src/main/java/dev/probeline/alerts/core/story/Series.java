package dev.probeline.alerts.core.story;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One series of a story: a record at each step.
 *
 * @param window length of its windows
 * @param starts when its first record comes, from the beginning of the story
 * @param late how long after the end of their windows its records arrive
 * @param errorType of what fails, where the values do not say
 * @param faultDomain of what fails, where the values do not say
 * @param values by metric
 */
public record Series(
        SeriesKey key,
        Duration window,
        Duration starts,
        Duration late,
        String errorType,
        String faultDomain,
        Optional<String> responseModel,
        Optional<String> shutdownDate,
        Map<String, Values> values) {
    public Series {
        values = Map.copyOf(values);
    }

    /** @throws IllegalArgumentException where no record can be made of what the values say */
    public void check() {
        for (int step = 0; step < length(); step++) {
            record(step, Instant.EPOCH, 0, Map.of());
        }
    }

    int length() {
        return values.values().stream().mapToInt(Values::length).max().orElse(1);
    }

    /**
     * @param end of the window
     * @param revision of the record
     * @param instead metrics that are told otherwise than the series has them
     * @return empty where the series has no record at this step
     */
    Optional<ProbeMetrics> record(int step, Instant end, int revision, Map<String, Values> instead) {
        Map<String, Values.Step> now = new HashMap<>();
        values.forEach((metric, course) -> now.put(metric, course.at(step)));
        instead.forEach((metric, course) -> now.put(metric, course.at(0)));
        boolean absent = now.values().stream().anyMatch(value -> value.kind() == Values.Kind.ABSENT);
        return absent ? Optional.empty() : Optional.of(new MadeRecord(this, now).of(end, revision));
    }
}
