package dev.probeline.dashboard.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the page shows, within bounds, and what of it is new. Many threads may use it; whatever it gives away is a copy.
 * Times are milliseconds since the epoch.
 */
public final class Board {
    /** Longest that a record's window may end after now, for clocks differ. */
    private static final long AHEAD_MS = 60_000;

    private static final long SILENT_MS = 3600_000;
    private static final int NEWS = 200;

    private final int seriesLimit;
    private final int alertLimit;
    private final int failureLimit;
    private final long chartedMs;
    private final Alerts alerts;
    private final Map<String, Series> series = new HashMap<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private Map<String, Series> changed = new LinkedHashMap<>();
    private Deque<Failure> failed = new ArrayDeque<>();
    private Map<String, Alert> turned = new LinkedHashMap<>();
    private long newestAsOf;
    private long refused;

    /** @param chartedMs size of the windows that charts are made of */
    public Board(int seriesLimit, int alertLimit, int failureLimit, long chartedMs) {
        this.seriesLimit = seriesLimit;
        this.failureLimit = failureLimit;
        this.chartedMs = chartedMs;
        this.alertLimit = alertLimit;
        this.alerts = new Alerts(alertLimit);
    }

    /** Whether charts are made of windows of this size. */
    public boolean charts(long sizeMs) {
        return sizeMs == chartedMs;
    }

    /** @throws IllegalArgumentException if the key is no series */
    public synchronized void take(String key, Window window, long now) {
        if (window.end() > now + AHEAD_MS + window.sizeMs()) {
            refused++;
            return;
        }
        Series known = series(key, now);
        if (known == null) {
            refused++;
        } else if (known.take(window)) {
            changed.put(key, known);
            newestAsOf = Math.max(newestAsOf, window.asOf());
        }
    }

    /** @throws IllegalArgumentException if the event's series is none */
    public synchronized void take(AlertEvent event, long now) {
        Alert alert = alerts.take(event);
        alerts.forget(now);
        turned.put(event.getAlertId(), alert);
        if (turned.size() > alertLimit) {
            turned.remove(turned.keySet().iterator().next()); // as many as are kept at all
        }
        for (Series touched : series.values()) {
            if (alert.touches(touched.key)) {
                changed.put(touched.name, touched);
            }
        }
    }

    /** @throws IllegalArgumentException if the key is no series */
    public synchronized void take(String key, ProbeResult result, long now) {
        Series known = series(key, now);
        if (known == null) {
            refused++;
            return;
        }
        known.take(result);
        if (result.getOutcome() == Outcome.failure) {
            Failure failure = Failure.of(known.key, result);
            addNewest(failures, failure, failureLimit);
            addNewest(failed, failure, NEWS);
        }
    }

    private static void addNewest(Deque<Failure> newestFirst, Failure failure, int limit) {
        newestFirst.addFirst(failure);
        if (newestFirst.size() > limit) {
            newestFirst.removeLast();
        }
    }

    public synchronized List<Current> current(long now) {
        return series.values().stream()
                .map(one -> Current.of(one, alerts.touching(one.key), now, true))
                .toList();
    }

    public synchronized Optional<History> history(String key, boolean atFinePace, long from, long to) {
        return Optional.ofNullable(series.get(key)).map(one -> one.history(atFinePace, from, to));
    }

    public synchronized Optional<Phases> attempts(String key) {
        return Optional.ofNullable(series.get(key)).map(Series::phases);
    }

    public synchronized List<Alert> open() {
        return alerts.open();
    }

    /** Newest first. */
    public synchronized List<Alert> fired(Optional<SeriesKey> of) {
        return alerts.fired(of);
    }

    /** Newest first; of a roll-up those of all it rolls up. */
    public synchronized List<Failure> failures(Optional<SeriesKey> of, int limit) {
        return failures.stream()
                .filter(failure ->
                        of.map(key -> Scope.covers(key, failure.series())).orElse(true))
                .limit(limit)
                .toList();
    }

    /** What changed since the last call; a series that falls silent changes by nothing coming. */
    public synchronized News news(long now) {
        for (Series one : series.values()) {
            if (one.fellSilent(now)) {
                changed.put(one.name, one);
            }
        }
        List<Current> currents = changed.values().stream()
                .map(one -> Current.of(one, alerts.touching(one.key), now, false))
                .toList();
        News news = new News(currents, List.copyOf(turned.values()), List.copyOf(failed));
        changed = new LinkedHashMap<>();
        turned = new LinkedHashMap<>();
        failed = new ArrayDeque<>();
        return news;
    }

    /** Sums over all series at now. */
    public synchronized Totals totals(long now) {
        double due = 0;
        double made = 0;
        for (Series one : series.values()) {
            Window window = one.charted().orElse(null);
            if (window != null && window.end() > now - SILENT_MS && !Scope.isRollUp(one.key)) {
                float completeness = window.value(Column.COMPLETENESS);
                if (!Float.isNaN(completeness)) {
                    due++;
                    made += Math.min(1, completeness);
                }
            }
        }
        return new Totals(series.size(), seriesLimit, refused, newestAsOf, due == 0 ? Double.NaN : made / due);
    }

    private Series series(String key, long now) {
        Series known = series.get(key);
        if (known != null) {
            return known;
        }
        if (series.size() >= seriesLimit) {
            Optional<Series> silent = series.values().stream()
                    .filter(one -> one.newestEnd() < now - SILENT_MS)
                    .findAny();
            if (silent.isEmpty()) {
                return null;
            }
            series.remove(silent.get().name);
            changed.remove(silent.get().name);
        }
        Series added = new Series(SeriesKey.parse(key), chartedMs);
        series.put(key, added);
        return added;
    }
}
