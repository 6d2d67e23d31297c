package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is remembered of one series and window size: the newest record seen and the alerts that are open.
 *
 * @param at event time of the last evaluation; never runs back
 * @param open by rule name; a rule that is not named is inactive
 */
public record SeriesState(
        Instant windowStart, Instant windowEnd, int revision, Instant at, SortedMap<String, OpenAlert> open) {
    public static final SeriesState NEW =
            new SeriesState(Instant.EPOCH, Instant.EPOCH, -1, Instant.EPOCH, Collections.emptySortedMap());

    public SeriesState {
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    /** Whether the record says anything newer than what was seen: a newer window, or a higher revision of the newest. */
    boolean isNewsTo(ProbeMetrics record) {
        int order = record.getWindowEnd().compareTo(windowEnd);
        return order > 0 || (order == 0 && record.getRevision() > revision);
    }

    SeriesState seen(ProbeMetrics record, Instant eventTime, SortedMap<String, OpenAlert> alerts) {
        return new SeriesState(record.getWindowStart(), record.getWindowEnd(), record.getRevision(), eventTime, alerts);
    }

    SeriesState keeping(SortedMap<String, OpenAlert> alerts) {
        return new SeriesState(windowStart, windowEnd, revision, at, alerts);
    }
}
