package dev.probeline.dashboard.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One incident of one rule on one series, as its latest event tells it.
 *
 * @param story its changes, oldest first, the last {@value #LONGEST_STORY}
 * @param fired whether it ever did
 */
public record Alert(AlertEvent event, SeriesKey series, List<Change> story, boolean fired) {
    static final int LONGEST_STORY = 50;
    private static final Set<AlertState> OVER = Set.of(AlertState.resolved, AlertState.unknown);

    /** One change of state; the value is null without data. */
    public record Change(long at, AlertState state, String reason, Double value) {
        static Change of(AlertEvent event) {
            return new Change(event.getAt().toEpochMilli(), event.getState(), event.getReason(), event.getValue());
        }
    }

    static Alert first(AlertEvent event) {
        return new Alert(
                event, SeriesKey.parse(event.getSeries()), List.of(Change.of(event)), event.getFiringSince() != null);
    }

    /** The same event again changes nothing, for it is read again after a broken connection. */
    Alert then(AlertEvent next) {
        Change change = Change.of(next);
        if (story.contains(change)) {
            return this;
        }
        List<Change> longer =
                new ArrayList<>(story.subList(Math.max(0, story.size() + 1 - LONGEST_STORY), story.size()));
        longer.add(change);
        return new Alert(next, series, List.copyOf(longer), fired || next.getFiringSince() != null);
    }

    public AlertState state() {
        return event.getState();
    }

    Severity severity() {
        return event.getSeverity();
    }

    long at() {
        return event.getAt().toEpochMilli();
    }

    public List<Example> examples() {
        return event.getExamples().stream().map(Example::of).toList();
    }

    public boolean open() {
        return !OVER.contains(state());
    }

    /** Whether it is about this series, by itself or as a part of what is rolled up. */
    boolean touches(SeriesKey other) {
        return covers(series.provider(), other.provider())
                && covers(series.model(), other.model())
                && covers(series.endpoint(), other.endpoint())
                && covers(series.target(), other.target())
                && covers(series.apiKeyAlias(), other.apiKeyAlias())
                && coversRegion(other.region());
    }

    /** Of an alert over all regions the evidence tells which see the trouble. */
    private boolean coversRegion(String region) {
        return series.region().equals(region)
                || (series.region().equals(SeriesKey.ALL)
                        && (event.getRegionsFailing().isEmpty()
                                || event.getRegionsFailing().contains(region)));
    }

    private static boolean covers(String mine, String other) {
        return mine.equals(SeriesKey.ALL) || mine.equals(other);
    }

    /** Third parties' words stay out of logs. */
    @Override
    public String toString() {
        return "Alert[" + event.getAlertId() + " " + state() + "]";
    }
}
