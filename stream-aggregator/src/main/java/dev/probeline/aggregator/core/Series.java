package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One series, or a roll-up of some: its open slices and its {@link Past}.
 *
 * <p>A slice that saw nothing is not held; that its windows were published once is known from {@code knownSince}. The
 * open slices of a roll-up are those of its members; it takes them over when they close.
 */
final class Series {
    final SeriesKey key;
    final byte[] keyBytes;
    /** Whether the key spells the labels as they are, nothing escaped. */
    final boolean isPlain;
    /** First slice whose windows were or will be published when it closes. */
    private long knownSince;
    /** Slice of the newest attempt. */
    private long lastActive;
    /** Interval between probes, milliseconds; 0 where none is known. */
    private long intervalMs;
    /** Announced end of the model as told last, days since the epoch; 0: none announced. */
    private long shutdownDay;

    private final Grid grid;
    private final Names names;
    /** The number of its region's name. */
    private final int region;
    /** Few, so that looking through them is quicker than a map. */
    private final List<Slice> open = new ArrayList<>(2);

    private final Past past;
    private final Freshness freshness = new Freshness();
    private final List<Series> rollUps = new ArrayList<>(1);
    private final List<Series> members = new ArrayList<>(0);
    private final List<Slice> unsaved = new ArrayList<>(0);
    private SeriesRecord saved;

    Series(Grid grid, Names names, SeriesKey key, byte[] keyBytes, SeriesRecord record) {
        this.grid = grid;
        this.names = names;
        this.key = key;
        this.keyBytes = keyBytes;
        this.isPlain = key.toString().indexOf('%') < 0;
        this.knownSince = record.knownSince();
        this.lastActive = record.lastActive();
        this.intervalMs = record.intervalMs();
        this.shutdownDay = record.shutdownDay();
        this.region = names.number(key.region());
        this.past = new Past(grid);
    }

    /** From now on all it sees is part of the roll-up too. */
    void join(Series rollUp) {
        rollUps.add(rollUp);
        rollUp.members.add(this);
    }

    void leave() {
        rollUps.forEach(rollUp -> rollUp.members.remove(this));
    }

    long lastActive() {
        return lastActive;
    }

    /** Puts back a stored slice; {@link #resume} must follow once all are back. */
    void restore(Slice slice, long closed, ByteWriter scratch) {
        if (slice.tally.attempts > 0) {
            lastActive = Math.max(lastActive, slice.index);
        }
        if (slice.index > closed) {
            open.add(slice);
        } else if (slice.index > closed - grid.ring()) {
            past.restore(slice, scratch);
        }
    }

    /** Rebuilds the running sums as of the last closed slice. */
    void resume(long closed) {
        past.resume(closed);
    }

    /**
     * Counts an attempt into its slice, open or closed.
     *
     * @param eventMs when it completed, and not later than it arrived
     */
    void add(Observation observation, long eventMs, long index, long closed) {
        if (index > closed) {
            Slice slice = obtain(index);
            slice.add(observation, names);
            changed(slice);
            knownSince = Math.min(knownSince, index);
            freshness.saw(eventMs, !observation.succeeded());
        } else {
            Slice late = new Slice(index, grid.windows().size());
            late.add(observation, names);
            amend(late, closed);
            rollUps.forEach(rollUp -> rollUp.amend(shareOf(late, rollUp), closed));
        }
        if (index >= lastActive) {
            lastActive = index;
            long told = observation.whole(Slot.INTERVAL_MS);
            intervalMs = told > 0 ? told : intervalMs;
            shutdownDay = observation.succeeded() ? Shutdown.dayOf(observation) : shutdownDay;
        }
    }

    private void amend(Slice late, long closed) {
        changed(past.amend(late, closed, knownSince));
        lastActive = Math.max(lastActive, late.index);
    }

    /** What a roll-up gets of one of our slices. */
    private Slice shareOf(Slice slice, Series rollUp) {
        Slice share = new Slice(slice.index, grid.windows().size());
        rollUp.take(slice, region, share);
        return share;
    }

    private void take(Slice ofMember, int region, Slice into) {
        into.add(ofMember);
        if (key.region().equals(SeriesKey.ALL)) {
            into.tally.regions().add(region, ofMember.tally, ofMember.measurements[0].values.bins);
        }
    }

    /** Takes the slice after the last closed one into the past and publishes the windows that end with it. */
    void close(long index, ByteWriter scratch, Consumer<ProbeMetrics> out) {
        Slice slice = open(index);
        open.remove(slice);
        past.enter(index, slice);
        for (int kind = 0; kind < grid.windows().size(); kind++) {
            WindowSpec window = grid.windows().get(kind);
            if (window.endsWith(index) && index >= knownSince) {
                int revision = slice == null ? 0 : slice.nextRevision(kind);
                Extremes extremes = past.extremesSince(index - window.size() + 1);
                out.accept(closed(kind, index, past.sums(kind), extremes, revision));
            }
        }
        if (slice != null) {
            changed(slice);
            past.keep(slice, scratch);
            for (Series rollUp : rollUps) {
                rollUp.takeClosed(slice, region);
            }
        }
    }

    /** Of a roll-up, before it closes the same slice. */
    private void takeClosed(Slice ofMember, int region) {
        Slice own = obtain(ofMember.index);
        take(ofMember, region, own);
        lastActive = Math.max(lastActive, ofMember.index);
        knownSince = Math.min(knownSince, ofMember.index);
        changed(own);
    }

    /** Publishes again every closed window that an amended slice touches. */
    void correct(long closed, ByteWriter scratch, Consumer<ProbeMetrics> out) {
        past.correct(
                closed,
                knownSince,
                scratch,
                this::changed,
                (kind, end, sums, extremes, revision) -> out.accept(closed(kind, end, sums, extremes, revision)));
    }

    boolean isAmended() {
        return past.isAmended();
    }

    /** Whether a correction must not wait longer, because slices it needs are about to leave the ring. */
    boolean isAmendedBefore(long index) {
        return past.isAmendedBefore(index);
    }

    /** Lets the roll-ups know of what was seen since the last time. */
    void stir() {
        if (freshness.isStirred()) {
            rollUps.forEach(rollUp -> rollUp.freshness.stir(freshness));
            freshness.stirred();
        }
    }

    /** Publishes what is known of the windows that are still open, if there is news and it is time. */
    void publishOpen(long nowMs, long closed, Consumer<ProbeMetrics> out) {
        if (!freshness.isDue(nowMs, grid.earlyEveryMs())) {
            return;
        }
        long newest = grid.sliceOf(freshness.newestMs());
        if (newest <= closed) {
            return;
        }
        Slice[] content = new Slice[Math.toIntExact(newest - closed)];
        for (int i = 0; i < content.length; i++) {
            content[i] = content(closed + 1 + i);
        }
        for (int kind = 0; kind < grid.windows().size(); kind++) {
            if (grid.isEarly(kind)) {
                out.accept(opened(kind, closed, content));
            }
        }
        freshness.published(nowMs);
    }

    private ProbeMetrics opened(int kind, long closed, Slice[] content) {
        WindowSpec window = grid.windows().get(kind);
        long end = window.endOn(closed + content.length);
        Sums sums = past.sumsAhead(
                kind,
                closed,
                end,
                index -> index <= closed + content.length ? content[(int) (index - closed - 1)] : null);
        Extremes extremes = past.extremesSince(end - window.size() + 1);
        for (Slice slice : content) {
            if (slice != null && slice.index > end - window.size()) {
                extremes.add(slice.extremes);
            }
        }
        Slice last = obtain(end);
        changed(last);
        freshness.told(sums.tally.failures);
        Window open = new Window(
                grid.startOf(end - window.size() + 1),
                grid.endOf(end),
                freshness.newestMs(),
                false,
                last.nextRevision(kind));
        return record(open, sums, extremes);
    }

    /** What an open slice holds: our own, or of a roll-up what its members have. */
    private Slice content(long index) {
        if (members.isEmpty()) {
            return open(index);
        }
        Slice merged = new Slice(index, grid.windows().size());
        for (Series member : members) {
            Slice slice = member.open(index);
            if (slice != null) {
                take(slice, member.region, merged);
            }
        }
        return merged;
    }

    /** Writes what has changed since the last time. */
    void save(Ledger ledger, ByteWriter scratch) {
        for (Slice slice : unsaved) {
            slice.unsaved = false;
            ledger.put(this, slice.index, slice.encode(scratch));
        }
        unsaved.clear();
        SeriesRecord now = new SeriesRecord(knownSince, lastActive, intervalMs, shutdownDay);
        if (saved == null || !now.isNearly(saved, grid)) {
            ledger.put(this, now);
            saved = now;
        }
    }

    /** Writes everything. */
    void saveAll(Ledger ledger, ByteWriter scratch, long closed) {
        saved = null;
        past.forEach(closed, this::changed);
        open.forEach(this::changed);
        save(ledger, scratch);
    }

    private ProbeMetrics closed(int kind, long end, Sums sums, Extremes extremes, int revision) {
        long start = grid.startOf(end - grid.windows().get(kind).size() + 1);
        Window window = new Window(start, grid.endOf(end), grid.endOf(end), true, revision);
        return record(window, sums, extremes);
    }

    private ProbeMetrics record(Window window, Sums sums, Extremes extremes) {
        Double expected = expected(window.elapsedMs(), extremes);
        return MetricsRecord.of(key, names, window, sums, extremes, expected, Shutdown.text(shutdownDay()));
    }

    /** Of a roll-up the earliest of its members. */
    private long shutdownDay() {
        long earliest = shutdownDay;
        for (Series member : members) {
            earliest = Shutdown.earlier(earliest, member.shutdownDay);
        }
        return earliest;
    }

    /** How many probes were due, by the window's own shortest interval or the last one known; null: not known. */
    private Double expected(long lengthMs, Extremes extremes) {
        if (members.isEmpty()) {
            long interval = extremes.intervalMs > 0 ? extremes.intervalMs : intervalMs;
            return interval > 0 ? Double.valueOf((double) lengthMs / interval) : null;
        }
        double sum = 0;
        for (Series member : members) {
            sum += member.intervalMs > 0 ? (double) lengthMs / member.intervalMs : 0;
        }
        return sum > 0 ? Double.valueOf(sum) : null;
    }

    private void changed(Slice slice) {
        if (!slice.unsaved) {
            slice.unsaved = true;
            unsaved.add(slice);
        }
    }

    private Slice obtain(long index) {
        Slice known = open(index);
        if (known != null) {
            return known;
        }
        Slice begun = new Slice(index, grid.windows().size());
        open.add(begun);
        return begun;
    }

    private Slice open(long index) {
        for (int i = open.size() - 1; i >= 0; i--) {
            Slice slice = open.get(i);
            if (slice.index == index) {
                return slice;
            }
        }
        return null;
    }
}
