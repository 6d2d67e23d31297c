package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final State state;
    private final BiConsumer<String, ProbeMetrics> out;
    private final Frontier frontier = new Frontier();
    private final Map<String, Series> allSeries = new LinkedHashMap<>();
    private long closed = NONE;
    private long correctedAt = NONE;

    /**
     * Goes on from what is in the state.
     *
     * @param out takes each record with its key
     */
    public Aggregation(Grid grid, State state, BiConsumer<String, ProbeMetrics> out) {
        this.grid = grid;
        this.state = state;
        this.out = out;
        restore();
    }

    /**
     * Counts one attempt and closes what its time closes.
     *
     * @param key text of the record's key
     * @param arrivalMs when the broker took the record
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
        frontier.observe(eventMs, arrivalMs);
        if (closed == NONE) {
            closeThrough(grid.lastClosed(frontier.at()));
        }
        Series series = known != null ? known : admit(key, index);
        long since = series.knownSince();
        long active = series.lastActive();
        long interval = series.intervalMs();
        Slice slice = series.add(result, index, closed);
        put(key, slice);
        if (known == null
                || series.knownSince() != since
                || series.lastActive() != active
                || series.intervalMs() != interval) {
            put(key, series);
        }
        closeThrough(grid.lastClosed(frontier.at()));
    }

    /**
     * Lets time pass.
     *
     * @param idle whether the task is caught up and no record waits: only then does the wall clock close anything
     */
    public void tick(long nowMs, boolean idle) {
        if (idle) {
            frontier.idle(nowMs);
        }
        if (closed != NONE) {
            closeThrough(grid.lastClosed(frontier.at()));
            if (correctedAt == NONE || nowMs - correctedAt >= CORRECT_EVERY_MS || nowMs < correctedAt) {
                correctedAt = nowMs;
                allSeries.forEach((key, series) -> {
                    if (series.isAmended()) {
                        series.correct(closed, slice -> put(key, slice), metrics -> out.accept(key, metrics));
                    }
                });
            }
        }
    }

    /** Number of series held. */
    public int series() {
        return allSeries.size();
    }

    /** Event time up to which windows are published, milliseconds since the epoch; the epoch before the first. */
    public long closedThroughMs() {
        return closed == NONE ? 0 : grid.endOf(closed);
    }

    private Series admit(String key, long index) {
        Series series = new Series(grid, SeriesKey.parse(key), Math.max(closed + 1, index), index, 0);
        allSeries.put(key, series);
        return series;
    }

    private void closeThrough(long target) {
        if (closed != NONE && closed >= target) {
            return;
        }
        if (allSeries.isEmpty()) {
            closed = target;
        }
        while (closed < target) {
            closed++;
            List<String> expired = new ArrayList<>(0);
            allSeries.forEach((key, series) -> {
                if (closed - series.lastActive() > grid.expiry()) {
                    expired.add(key);
                } else {
                    series.close(closed, slice -> put(key, slice), metrics -> out.accept(key, metrics));
                }
            });
            expired.forEach(this::forget);
        }
        state.put(
                new StateKey.Task().encode(),
                ByteBuffer.allocate(Long.BYTES).putLong(closed).array());
    }

    private void forget(String key) {
        allSeries.remove(key);
        state.delete(new StateKey.OfSeries(key).encode());
        for (int slot = 0; slot < grid.ring(); slot++) {
            state.delete(new StateKey.OfSlice(key, slot).encode());
        }
    }

    private void put(String key, Slice slice) {
        int slot = (int) Math.floorMod(slice.index, (long) grid.ring());
        state.put(new StateKey.OfSlice(key, slot).encode(), slice.encode());
    }

    private void put(String key, Series series) {
        state.put(
                new StateKey.OfSeries(key).encode(),
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(series.knownSince())
                        .putLong(series.lastActive())
                        .putLong(series.intervalMs())
                        .array());
    }

    private void restore() {
        Map<String, List<Slice>> slices = new HashMap<>();
        state.forEach((keyBytes, value) -> {
            StateKey stateKey = StateKey.decode(keyBytes);
            if (stateKey instanceof StateKey.OfSlice of) {
                slices.computeIfAbsent(of.key(), k -> new ArrayList<>())
                        .add(Slice.decode(value, grid.windows().size()));
            } else if (stateKey instanceof StateKey.OfSeries of) {
                ByteBuffer in = ByteBuffer.wrap(value);
                allSeries.put(
                        of.key(),
                        new Series(grid, SeriesKey.parse(of.key()), in.getLong(), in.getLong(), in.getLong()));
            } else {
                closed = ByteBuffer.wrap(value).getLong();
            }
        });
        allSeries.forEach((key, series) -> {
            slices.getOrDefault(key, List.of()).forEach(series::restore);
            series.resume(closed);
        });
        if (closed != NONE) {
            long reached = grid.endOf(closed) + grid.graceMs();
            frontier.observe(reached, reached);
        }
    }
}
