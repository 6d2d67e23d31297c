package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * All series of one task, from results to published windows.
 *
 * <p>Invariants: every accepted attempt is in exactly one slice; a window is published when its last slice closes, and
 * again, with the next revision, after each late attempt in it; what is in {@link State} after {@link #save} is enough to
 * go on as if nothing had happened.
 */
public final class Aggregation {
    private static final long NONE = Long.MIN_VALUE;
    private static final long CORRECT_EVERY_MS = 1000;
    /** Who is further behind than this closes windows first, and speaks of open ones when there. */
    private static final long EARLY_WITHIN_MS = 2000;

    private final Grid grid;
    private final Ledger ledger;
    private final BiConsumer<byte[], ProbeMetrics> out;
    private final Frontier frontier = new Frontier();
    private final Names names = new Names();
    private final KeyIndex<Series> byKey = new KeyIndex<>();
    private final List<RollUp> rollUpsOver;
    private final List<Series> allSeries = new ArrayList<>();
    private final List<Series> rollUps = new ArrayList<>();
    /** Roll-ups that the state holds and the configuration no longer names. */
    private final List<Series> obsolete = new ArrayList<>();

    private final ByteWriter scratch = new ByteWriter();
    private long closed = NONE;
    private long savedClosed = NONE;
    /** Event time at which the next slice closes. */
    private long nextCloseMs = NONE;

    private long correctedAt = NONE;
    /** Length of the ring under which the state was written, if that was another grid. */
    private int otherRing;

    /**
     * Goes on from what is in the state.
     *
     * @param rollUpsOver roll-ups to publish beside the series
     * @param out takes each record with its key
     * @throws IllegalStateException if the state was cut into slices of another length
     */
    public Aggregation(Grid grid, List<RollUp> rollUpsOver, State state, BiConsumer<byte[], ProbeMetrics> out) {
        this.grid = grid;
        this.rollUpsOver = List.copyOf(rollUpsOver);
        this.ledger = new Ledger(grid, state);
        this.out = out;
        restore();
    }

    /**
     * Counts one attempt and closes what its time closes.
     *
     * @param key of the record, UTF-8; not to be changed afterwards
     * @param arrivalMs when the broker took the record; not later than now
     * @throws RejectedException if it cannot be counted; nothing has changed then
     */
    public Timeliness add(byte[] key, Observation observation, long arrivalMs) {
        Series series = key == null ? null : byKey.get(key);
        Plausibility.check(key, series, observation);
        long eventMs = Math.min(observation.completedAtMs(), arrivalMs);
        long index = grid.sliceOf(eventMs);
        if (closed != NONE && index <= closed - grid.retention()) {
            throw new RejectedException(
                    RejectedException.Reason.TOO_LATE,
                    "completed at " + Instant.ofEpochMilli(observation.completedAtMs())
                            + ", later than retention allows: slices from "
                            + grid.startOf(closed - grid.retention() + 1) + " ms are kept");
        }
        frontier.observe(eventMs, arrivalMs);
        // First what this moment closes, then the attempt: its slot may still hold a slice that must leave its windows.
        if (frontier.at() >= nextCloseMs) {
            closeThrough(grid.lastClosed(frontier.at()));
        }
        if (series == null) {
            series = begin(key, index);
        }
        series.add(observation, eventMs, index, closed);
        return index > closed ? Timeliness.IN_TIME : Timeliness.LATE;
    }

    private Series begin(byte[] key, long index) {
        SeriesKey labels = SeriesKey.parse(new String(key, StandardCharsets.UTF_8));
        Series series = fresh(labels, key, index);
        hold(series, index);
        series.reach(index, closed);
        return series;
    }

    private Series fresh(SeriesKey labels, byte[] key, long index) {
        return new Series(grid, names, labels, key, new SeriesRecord(Math.max(closed + 1, index), index, 0, 0));
    }

    private void hold(Series series, long index) {
        byKey.put(series.keyBytes, series);
        allSeries.add(series);
        for (RollUp rollUp : rollUpsOver) {
            SeriesKey labels = rollUp.of(series.key);
            byte[] key = labels.toString().getBytes(StandardCharsets.UTF_8);
            Series sum = byKey.get(key);
            if (sum == null) {
                sum = fresh(labels, key, index);
                byKey.put(key, sum);
                rollUps.add(sum);
            }
            series.join(sum);
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
        if (idle) {
            frontier.idle(nowMs);
        }
        closeThrough(grid.lastClosed(frontier.at()));
        if (correctedAt == NONE || nowMs - correctedAt >= CORRECT_EVERY_MS || nowMs < correctedAt) {
            correctedAt = nowMs;
            allSeries.forEach(this::correctIfAmended);
            rollUps.forEach(this::correctIfAmended);
        }
        if (frontier.isCurrent(nowMs, EARLY_WITHIN_MS)) {
            allSeries.forEach(Series::stir);
            allSeries.forEach(series -> publishOpen(series, nowMs));
            rollUps.forEach(series -> publishOpen(series, nowMs));
        }
    }

    private void publishOpen(Series series, long nowMs) {
        series.publishOpen(nowMs, closed, metrics -> out.accept(series.keyBytes, metrics));
    }

    /** Writes what has changed since the last time; to be called in the transaction that takes the input. */
    public void save() {
        if (otherRing > 0) {
            ledger.rewrite(otherRing, closed, allSeries, scratch);
            ledger.rewrite(otherRing, closed, rollUps, scratch);
            otherRing = 0;
        }
        obsolete.forEach(ledger::forget);
        obsolete.clear();
        allSeries.forEach(series -> series.save(ledger, scratch));
        rollUps.forEach(series -> series.save(ledger, scratch));
        ledger.putUnstored(names);
        if (closed != savedClosed) {
            savedClosed = closed;
            ledger.putClosed(closed);
        }
    }

    /** Writes everything into another state, as {@link #save} has written it into its own. */
    public void copyTo(State other) {
        Ledger copy = new Ledger(grid, other);
        allSeries.forEach(series -> series.saveAll(copy, scratch));
        rollUps.forEach(series -> series.saveAll(copy, scratch));
        copy.putAll(names);
        if (closed != NONE) {
            copy.putClosed(closed);
        }
    }

    /** Number of series held. */
    public int series() {
        return allSeries.size();
    }

    private void closeThrough(long target) {
        if (closed == NONE || allSeries.isEmpty()) {
            closed = Math.max(closed, target);
        }
        while (closed < target) {
            skipSilence(target);
            closed++;
            close(closed);
        }
        nextCloseMs = grid.endOf(closed + 1) + grid.graceMs();
    }

    /**
     * After a long stretch in which everything stood still, this process included, only its last part is published as
     * silence, as long as the longest window: hours of empty windows would tell nobody anything and take their time.
     */
    private void skipSilence(long target) {
        if (target - closed <= grid.retention()) {
            return;
        }
        long lastActive = allSeries.stream().mapToLong(Series::lastActive).max().orElse(closed);
        boolean nothingLeftInAnyWindow = closed - lastActive > grid.longestWindow();
        if (nothingLeftInAnyWindow) {
            allSeries.forEach(this::correctIfAmended);
            rollUps.forEach(this::correctIfAmended);
            closed = target - grid.longestWindow() - 1;
            allSeries.forEach(series -> series.resume(closed, scratch));
            rollUps.forEach(series -> series.resume(closed, scratch));
        }
    }

    private void close(long slice) {
        close(allSeries, slice);
        close(rollUps, slice); // what their members have just closed is in them now
    }

    private void close(List<Series> some, long slice) {
        boolean anyExpired = false;
        for (Series series : some) {
            if (slice - series.lastActive() > grid.expiry()) {
                anyExpired = true;
            } else {
                series.close(slice, scratch, metrics -> out.accept(series.keyBytes, metrics));
                if (series.isAmendedBefore(slice - grid.retention() + 1)) {
                    correctIfAmended(series);
                }
            }
        }
        if (anyExpired) {
            some.removeIf(series -> forgetIfExpired(series, slice));
        }
    }

    private boolean forgetIfExpired(Series series, long slice) {
        boolean expired = slice - series.lastActive() > grid.expiry();
        if (expired) {
            series.leave();
            byKey.remove(series.keyBytes);
            ledger.forget(series);
        }
        return expired;
    }

    private void correctIfAmended(Series series) {
        if (series.isAmended()) {
            series.correct(closed, scratch, metrics -> out.accept(series.keyBytes, metrics));
        }
    }

    private void restore() {
        Ledger.Restored restored = ledger.restore(names);
        if (restored != null) {
            closed = restored.task().closed();
            savedClosed = closed;
            hold(restored.series());
            // Rewritten later: what is written here is in nobody's transaction.
            otherRing = restored.task().isOf(grid) ? 0 : restored.task().ring();
            long reached = grid.endOf(closed) + grid.graceMs();
            frontier.observe(reached, reached);
            nextCloseMs = grid.endOf(closed + 1) + grid.graceMs();
        }
    }

    /** Roll-ups first, so that their series find them. */
    private void hold(List<Series> restored) {
        Set<String> wanted = new HashSet<>();
        for (Series series : restored) {
            rollUpsOver.forEach(rollUp -> wanted.add(rollUp.of(series.key).toString()));
        }
        for (Series series : restored) {
            if (!RollUp.is(series.key)) {
                continue;
            }
            if (wanted.contains(series.key.toString())) {
                byKey.put(series.keyBytes, series);
                rollUps.add(series);
            } else {
                obsolete.add(series);
            }
        }
        restored.stream().filter(series -> !RollUp.is(series.key)).forEach(series -> hold(series, closed + 1));
    }
}
