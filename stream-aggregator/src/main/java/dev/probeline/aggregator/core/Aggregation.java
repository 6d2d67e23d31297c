package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * All series of one task, from results to published windows.
 *
 * <p>Invariants: every accepted attempt is in exactly one slice; a window is published when its last slice closes, and
 * again, with the next revision, after each late attempt in it; what is in {@link State} at any commit is enough to go
 * on as if nothing had happened.
 */
public final class Aggregation {
    private static final long NONE = Long.MIN_VALUE;
    private static final long CORRECT_EVERY_MS = 1000;

    private final Grid grid;
    private final Ledger ledger;
    private final BiConsumer<String, ProbeMetrics> out;
    private final Frontier frontier = new Frontier();
    private final Map<String, Series> allSeries = new LinkedHashMap<>();
    private long closed = NONE;
    private long correctedAt = NONE;
    private boolean rewriteDue;

    /**
     * Goes on from what is in the state.
     *
     * @param out takes each record with its key
     * @throws IllegalStateException if the state was cut into slices of another length
     */
    public Aggregation(Grid grid, State state, BiConsumer<String, ProbeMetrics> out) {
        this.grid = grid;
        this.ledger = new Ledger(grid, state);
        this.out = out;
        restore();
    }

    /**
     * Counts one attempt and closes what its time closes.
     *
     * @param key text of the record's key
     * @param arrivalMs when the broker took the record; not later than now
     * @throws RejectedException if it cannot be counted; nothing has changed then
     */
    public void add(String key, ProbeResult result, long arrivalMs) {
        Series known = allSeries.get(key);
        Plausibility.check(key, known == null ? null : known.key, result);
        long eventMs = Math.min(result.getCompletedAt().toEpochMilli(), arrivalMs);
        long index = grid.sliceOf(eventMs);
        if (closed != NONE && index <= closed - grid.retention()) {
            throw new RejectedException(
                    RejectedException.Reason.TOO_LATE,
                    "completed at " + result.getCompletedAt() + ", later than retention allows: slices from "
                            + grid.startOf(closed - grid.retention() + 1) + " ms are kept");
        }
        rewriteIfDue();
        frontier.observe(eventMs, arrivalMs);
        // First what this moment closes, then the attempt: its slot may still hold a slice that must leave its windows.
        closeThrough(grid.lastClosed(frontier.at()));
        count(key, result, index);
    }

    private void count(String key, ProbeResult result, long index) {
        Series series = allSeries.get(key);
        boolean isNew = series == null;
        if (isNew) {
            series = new Series(grid, SeriesKey.parse(key), Math.max(closed + 1, index), index, 0);
            allSeries.put(key, series);
        }
        long since = series.knownSince();
        long active = series.lastActive();
        long interval = series.intervalMs();
        ledger.put(key, series.add(result, index, closed));
        if (isNew || series.knownSince() != since || series.lastActive() != active || series.intervalMs() != interval) {
            ledger.put(key, series);
        }
    }

    /**
     * Lets time pass.
     *
     * @param idle whether the task is caught up and no record waits: only then does the wall clock close anything
     */
    public void tick(long nowMs, boolean idle) {
        if (closed == NONE) {
            return;
        }
        rewriteIfDue();
        if (idle) {
            frontier.idle(nowMs);
        }
        closeThrough(grid.lastClosed(frontier.at()));
        if (correctedAt == NONE || nowMs - correctedAt >= CORRECT_EVERY_MS || nowMs < correctedAt) {
            correctedAt = nowMs;
            allSeries.forEach((key, series) -> {
                if (series.isAmended()) {
                    correct(key, series);
                }
            });
        }
    }

    /** Number of series held. */
    public int series() {
        return allSeries.size();
    }

    private void closeThrough(long target) {
        if (closed != NONE && closed >= target) {
            return;
        }
        if (closed == NONE || allSeries.isEmpty()) {
            closed = target;
        }
        while (closed < target) {
            closed = Math.max(closed + 1, skipSilence(target));
            close(closed);
        }
        ledger.putClosed(closed);
    }

    /**
     * After a long stretch in which everything stood still, this process included, only its last part is published as
     * silence, as long as the longest window: hours of empty windows would tell nobody anything and take their time.
     */
    private long skipSilence(long target) {
        long lastActive =
                allSeries.values().stream().mapToLong(Series::lastActive).max().orElse(closed);
        boolean nothingLeftInAnyWindow = closed - lastActive > grid.longestWindow();
        return nothingLeftInAnyWindow && target - closed > grid.retention() ? target - grid.longestWindow() : closed;
    }

    private void close(long slice) {
        List<String> expired = new ArrayList<>(0);
        allSeries.forEach((key, series) -> {
            if (slice - series.lastActive() > grid.expiry()) {
                expired.add(key);
            } else {
                series.close(slice, changed -> ledger.put(key, changed), metrics -> out.accept(key, metrics));
                if (series.isAmendedBefore(slice - grid.retention() + 1)) {
                    correct(key, series);
                }
            }
        });
        for (String key : expired) {
            allSeries.remove(key);
            ledger.forget(key);
        }
    }

    private void correct(String key, Series series) {
        series.correct(closed, changed -> ledger.put(key, changed), metrics -> out.accept(key, metrics));
    }

    private void restore() {
        Ledger.Restored restored = ledger.restore();
        if (restored != null) {
            closed = restored.task().closed();
            allSeries.putAll(restored.series());
            rewriteDue = restored.underAnotherGrid();
            long reached = grid.endOf(closed) + grid.graceMs();
            frontier.observe(reached, reached);
        }
    }

    /** Not while restoring: what is written then is in nobody's transaction yet. */
    private void rewriteIfDue() {
        if (rewriteDue) {
            rewriteDue = false;
            ledger.rewrite(closed, allSeries);
        }
    }
}
