package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;

/**
 * All that is remembered of one series and window size: the newest record seen, the alerts that are open, and what the
 * rules learned.
 *
 * @param at event time of the last evaluation; never runs back
 * @param open by rule name; a rule that is not named is inactive
 * @param memories by rule name; a rule that is not named remembers nothing
 */
public record SeriesState(
        Instant windowStart,
        Instant windowEnd,
        int revision,
        Instant at,
        SortedMap<String, OpenAlert> open,
        SortedMap<String, RuleMemory> memories) {
    public static final SeriesState NEW = new SeriesState(
            Instant.EPOCH,
            Instant.EPOCH,
            -1,
            Instant.EPOCH,
            Collections.emptySortedMap(),
            Collections.emptySortedMap());

    public SeriesState {
        open = Collections.unmodifiableSortedMap(open);
        memories = Collections.unmodifiableSortedMap(memories);
    }

    /** Whether the record says anything newer than what was seen: a newer window, or a higher revision of the newest. */
    boolean isNewsTo(ProbeMetrics record) {
        int order = record.getWindowEnd().compareTo(windowEnd);
        return order > 0 || (order == 0 && record.getRevision() > revision);
    }

    RuleMemory memory(String rule) {
        return memories.getOrDefault(rule, RuleMemory.NONE);
    }

    SeriesState seen(ProbeMetrics record) {
        return new SeriesState(
                record.getWindowStart(), record.getWindowEnd(), record.getRevision(), at, open, memories);
    }

    SeriesState with(Instant eventTime, SortedMap<String, OpenAlert> alerts, SortedMap<String, RuleMemory> remembered) {
        return new SeriesState(windowStart, windowEnd, revision, eventTime, alerts, remembered);
    }
}
