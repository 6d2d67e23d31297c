package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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
    /** Windows that closing may publish between two commits, but for the slice in hand: a fraction of a second's work. */
    private static final int MOST_PER_COMMIT = 20_000;

    private final Grid grid;
    private final Output out;
    private final Names names = new Names();
    private final Frontier frontier = new Frontier();
    private final Population population;
    /** Whose shares are put together here; null where results are counted. */
    private final Sources sources;

    private final Persistence persistence;
    private final ByteWriter scratch = new ByteWriter();
    private long closed = NONE;
    /** Event time at which the next slice closes. */
    private long nextCloseMs = NONE;

    private final int mostPerCommit;
    private int mostSeries = Integer.MAX_VALUE;
    private int publishedSinceCommit;

    private long correctedAt = NONE;

    /**
     * Goes on from what is in the state.
     *
     * @param rollUps to publish beside the series, or to send parts of
     * @throws IllegalStateException if the state was cut into slices of another length
     */
    public Aggregation(Grid grid, List<RollUp> rollUps, State state, Output out) {
        this(grid, rollUps, state, out, MOST_PER_COMMIT);
    }

    Aggregation(Grid grid, List<RollUp> rollUps, State state, Output out, int mostPerCommit) {
        this(grid, rollUps, new Ledger(grid, state, RollUp::is), series -> true, null, out, mostPerCommit);
    }

    /**
     * Puts together what the tasks of another {@link Aggregation} have sent.
     *
     * @param rollUps of which deltas are sent; others are forgotten
     */
    public static Aggregation ofDeltas(Grid grid, List<RollUp> rollUps, State state, Output out) {
        return new Aggregation(
                grid,
                List.of(),
                new Ledger(grid, state, key -> false),
                key -> rollUps.stream().anyMatch(rollUp -> rollUp.made(key)),
                new Sources(),
                out,
                MOST_PER_COMMIT);
    }

    private Aggregation(
            Grid grid,
            List<RollUp> rollUps,
            Ledger ledger,
            Predicate<SeriesKey> wanted,
            Sources sources,
            Output out,
            int mostPerCommit) {
        this.grid = grid;
        this.mostPerCommit = mostPerCommit;
        this.sources = sources;
        this.population = new Population(grid, names, rollUps);
        this.out = out;
        this.persistence = new Persistence(ledger, names, population, sources);
        persistence.restore(wanted).ifPresent(this::goOnFrom);
    }

    /** From now on results of a further series are refused while it has so many; those that it has go on. */
    public void limit(int series) {
        mostSeries = series;
    }

    /**
     * Counts one attempt and closes what its time closes.
     *
     * @param key of the record, UTF-8; not to be changed afterwards
     * @param arrivalMs when the broker took the record; not later than now
     * @throws RejectedException if it cannot be counted; nothing has changed then
     */
    public Timeliness add(byte[] key, Observation observation, long arrivalMs) {
        Series known = population.get(key);
        Plausibility.check(key, known, observation);
        if (known == null && population.series().size() >= mostSeries) {
            throw new RejectedException(
                    RejectedException.Reason.TOO_MANY_SERIES,
                    "a series more than the " + mostSeries
                            + " this task may hold (expected: fewer label values, or a larger" + " max_series)");
        }
        long eventMs = Math.min(observation.completedAtMs(), arrivalMs);
        long index = grid.sliceOf(eventMs);
        moveTo(index, eventMs, arrivalMs);
        Series series = known == null ? population.begin(key, index, closed) : known;
        Slice late = series.add(observation, eventMs, index, closed);
        if (late == null) {
            return Timeliness.IN_TIME;
        }
        for (Share share : series.shares()) {
            out.delta(share.key, SliceDelta.encode(share.late(series, late), names, scratch));
        }
        return Timeliness.LATE;
    }

    /**
     * Adds what a task has sent.
     *
     * @throws RejectedException if its slice is not kept any more
     */
    public Timeliness merge(byte[] key, byte[] delta) {
        Slice slice = SliceDelta.decode(delta, names);
        if (closed == NONE) { // the next may be from a task that is behind
            closed = slice.index - 1 - grid.retention();
        }
        refuseTooLate(slice.index, grid.startOf(slice.index));
        Series known = population.get(key);
        Series series = known == null ? population.begin(key, slice.index, closed) : known;
        series.merge(slice, closed);
        return slice.index > closed ? Timeliness.IN_TIME : Timeliness.LATE;
    }

    /** Closes what the slowest of those tasks has closed, now that one has come on. */
    public void hear(Progress progress) {
        sources.heard(progress);
        closeWhatIsOver();
    }

    /** Partitions whose tasks have not come on for so long that nobody waits for them. */
    public Set<Integer> silentSources() {
        return sources.silent();
    }

    private void closeWhatIsOver() {
        if (sources == null) {
            closeThrough(grid.lastClosed(frontier.at()));
        } else if (closed != NONE && sources.closed() > closed) {
            closeThrough(sources.closed());
        }
    }

    /** First what this moment closes, then the attempt: its slot may still hold a slice that must leave its windows. */
    private void moveTo(long index, long eventMs, long arrivalMs) {
        refuseTooLate(index, eventMs);
        frontier.observe(eventMs, arrivalMs);
        if (frontier.at() >= nextCloseMs) {
            closeThrough(grid.lastClosed(frontier.at()));
        }
    }

    private void refuseTooLate(long index, long eventMs) {
        if (closed != NONE && index <= closed - grid.retention()) {
            throw new RejectedException(
                    RejectedException.Reason.TOO_LATE,
                    "completed at " + Instant.ofEpochMilli(eventMs)
                            + ", later than retention allows: slices from "
                            + grid.startOf(closed - grid.retention() + 1) + " ms are kept");
        }
    }

    /**
     * Lets time pass.
     *
     * @param idle whether the task is caught up and no record waits: only then does the wall clock close anything, and never
     *     where shares of other tasks are put together
     */
    public void tick(long nowMs, boolean idle) {
        if (sources != null) {
            sources.tick(nowMs, idle);
        }
        if (closed == NONE) {
            return;
        }
        if (idle) {
            frontier.idle(nowMs);
        }
        closeWhatIsOver();
        if (correctedAt == NONE || nowMs - correctedAt >= CORRECT_EVERY_MS || nowMs < correctedAt) {
            correctedAt = nowMs;
            population.series().forEach(this::correctIfAmended);
            population.rollUps().forEach(this::correctIfAmended);
        }
        if (!isBehind() && frontier.isCurrent(nowMs, EARLY_WITHIN_MS)) {
            population.series().forEach(Series::stir);
            population.series().forEach(series -> publishOpen(series, nowMs));
            population.rollUps().forEach(series -> publishOpen(series, nowMs));
        }
    }

    private void publishOpen(Series series, long nowMs) {
        series.publishOpen(nowMs, closed, metrics -> out.window(series.keyBytes, metrics));
    }

    /**
     * Whether slices wait to be closed until the next {@link #save}, which should be soon: a long stretch of time is closed in
     * portions, so that no transaction outlives its time.
     */
    public boolean isBehind() {
        return closed != NONE && (sources == null ? frontier.at() >= nextCloseMs : sources.closed() > closed);
    }

    /** Writes what has changed since the last time; to be called in the transaction that takes the input. */
    public void save() {
        publishedSinceCommit = 0;
        persistence.save(closed);
    }

    /** Writes everything into another state, as {@link #save} has written it into its own. */
    public void copyTo(State other) {
        persistence.copyTo(other, closed);
    }

    /** How far event time has come, milliseconds since the epoch; {@link Long#MIN_VALUE} before the first result. */
    public long reachedMs() {
        return frontier.at();
    }

    /** Last slice that is closed; {@link Long#MIN_VALUE} before the first result. */
    public long closed() {
        return closed;
    }

    /** Number of series held. */
    public int series() {
        return population.series().size();
    }

    private void closeThrough(long target) {
        if (closed == NONE || population.series().isEmpty()) {
            closed = Math.max(closed, target);
        }
        while (closed < target && publishedSinceCommit < mostPerCommit) {
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
        long quietUntil = target;
        for (Series series : population.series()) {
            if (!series.isQuiet(closed)) {
                return;
            }
            quietUntil = Math.min(quietUntil, series.firstOpen());
        }
        long last = quietUntil - grid.longestWindow() - 1;
        if (last > closed) {
            population.series().forEach(this::correctIfAmended);
            population.rollUps().forEach(this::correctIfAmended);
            closed = last;
            population.series().forEach(series -> series.resume(closed, scratch));
            population.rollUps().forEach(series -> series.resume(closed, scratch));
        }
    }

    private void close(long slice) {
        close(population.series(), slice);
        close(population.rollUps(), slice); // what their members have just closed is in them now
        for (Share share : population.shares()) {
            Slice delta = share.closed(slice);
            if (delta != null) {
                publishedSinceCommit++;
                out.delta(share.key, SliceDelta.encode(delta, names, scratch));
            }
        }
    }

    private void close(List<Series> some, long slice) {
        boolean anyExpired = false;
        for (Series series : some) {
            if (population.isExpired(series, slice)) {
                anyExpired = true;
            } else {
                series.close(slice, scratch, metrics -> {
                    publishedSinceCommit++;
                    out.window(series.keyBytes, metrics);
                });
                if (series.isAmendedBefore(slice - grid.retention() + 1)) {
                    correctIfAmended(series);
                }
            }
        }
        if (anyExpired) {
            // The others have nothing to say meanwhile: each leaves as many tombstones as it has slots.
            List<Series> expired = population.expire(some, slice, mostPerCommit / grid.ring() + 1);
            expired.forEach(persistence::forget);
            publishedSinceCommit += expired.size() * grid.ring();
        }
    }

    private void correctIfAmended(Series series) {
        if (series.isAmended()) {
            series.correct(closed, scratch, metrics -> out.window(series.keyBytes, metrics));
        }
    }

    private void goOnFrom(long restored) {
        closed = restored;
        long reached = grid.endOf(closed) + grid.graceMs();
        frontier.observe(reached, reached);
        nextCloseMs = grid.endOf(closed + 1) + grid.graceMs();
    }
}
