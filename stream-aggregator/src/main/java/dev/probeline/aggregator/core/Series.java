package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One series, or a roll-up of some: what is known of it, and what was published of it.
 *
 * <p>A slice that saw nothing is not held; that its windows were published once is known from {@code knownSince}.
 */
final class Series {
    private static final double THOUSAND = 1e3;

    final SeriesKey key;
    final byte[] keyBytes;
    /** Whether the key spells the labels as they are, nothing escaped. */
    final boolean isPlain;
    /** First slice whose windows were or will be published when it closes. */
    private long knownSince;
    /** Slice of the newest attempt. */
    private long lastActive;

    private final Announced announced;

    private final Grid grid;
    private final Names names;
    /** The number of its region's name. */
    final int region;

    /** Whether it is made of others in this task. */
    final boolean isRollUp;

    private final OpenSlices open;
    private final Past past;
    private final Members members;
    private final Content content;
    private final List<Series> rollUps = new ArrayList<>(1);
    private final List<Share> shares = new ArrayList<>(0);
    private final Freshness freshness = new Freshness();
    private final Unsaved unsaved = new Unsaved();
    private SeriesRecord saved;

    Series(Grid grid, Names names, SeriesKey key, byte[] keyBytes, SeriesRecord record, boolean isRollUp) {
        this.grid = grid;
        this.names = names;
        this.key = key;
        this.keyBytes = keyBytes;
        this.isPlain = key.toString().indexOf('%') < 0;
        this.knownSince = record.knownSince();
        this.lastActive = record.lastActive();
        this.announced = new Announced(record);
        this.region = names.number(key.region());
        this.isRollUp = isRollUp;
        this.open = new OpenSlices(grid.windows().size());
        this.past = new Past(grid, open, unsaved);
        this.members = new Members(key.region().equals(SeriesKey.ALL));
        this.content = isRollUp ? members : past;
    }

    /** From now on all it sees is part of the roll-up too. */
    void join(Series rollUp) {
        rollUps.add(rollUp);
        rollUp.members.add(this);
        rollUp.lastActive = Math.max(rollUp.lastActive, lastActive);
    }

    /** From now on all it sees is part of the share too. */
    void join(Share share) {
        shares.add(share);
        share.add(this);
    }

    List<Share> shares() {
        return shares;
    }

    Past past() {
        return past;
    }

    void leave() {
        rollUps.forEach(rollUp -> rollUp.members.remove(this));
        shares.forEach(share -> share.remove(this));
    }

    /** The first slice that has not closed and saw something; the end of time where there is none. */
    long firstOpen() {
        return open.first();
    }

    /** Whether no window that ends with the slice that closed last, or later, saw anything of what has closed. */
    boolean isQuiet(long closed) {
        return closed - lastActive > grid.longestWindow() || past.isQuiet();
    }

    long lastActive() {
        return lastActive;
    }

    /** Puts back stored blocks, as {@link Past#restoreBlocks} wants them. */
    void restoreBlocks(Map<Integer, List<Slice>> blocks, long closed, long last, ByteWriter scratch) {
        past.restoreBlocks(blocks, closed, last, scratch);
    }

    /** Puts back a stored slice, as {@link Past#restore} wants it. */
    void restore(Slice slice, long closed, ByteWriter scratch) {
        if (slice.tally.attempts > 0) {
            lastActive = Math.max(lastActive, slice.index);
        }
        Slice own = isRollUp ? slice.empty() : slice;
        if (own.index > closed) {
            open.add(own);
        } else {
            past.restore(own, scratch);
        }
    }

    /** Makes the running sums anew as of a closed slice, which may lie ahead of the one before. */
    void resume(long closed, ByteWriter scratch) {
        past.resume(closed, scratch);
    }

    /**
     * Counts an attempt into its slice, open or closed.
     *
     * @param eventMs when it completed, and not later than it arrived
     * @return what came too late for its slice's close, or null
     */
    Slice add(Observation observation, long eventMs, long index, long closed) {
        Slice late = null;
        if (index > closed) {
            Slice slice = open.obtain(index);
            slice.add(observation, names);
            unsaved.add(slice);
            freshness.saw(eventMs, !observation.succeeded());
        } else {
            late = new Slice(index, grid.windows().size());
            late.add(observation, names);
            amend(late, closed);
        }
        if (index < knownSince || index > lastActive) {
            reach(index, closed);
        }
        if (index >= lastActive) {
            announced.hear(observation);
        }
        return late;
    }

    /** Adds a slice of others to its own, open or closed. */
    void merge(Slice delta, long closed) {
        if (delta.index > closed) {
            Slice slice = open.obtain(delta.index);
            slice.add(delta);
            unsaved.add(slice);
        } else {
            amend(delta, closed);
        }
        if (delta.tally.attempts > 0) {
            reach(delta.index, closed);
        }
    }

    private void amend(Slice late, long closed) {
        past.amend(late, closed, knownSince);
        rollUps.forEach(rollUp -> rollUp.past.amendments().amend(late.index, rollUp.knownSince));
    }

    /** Takes note, in its roll-ups too, that something was seen in a slice. */
    void reach(long index, long closed) {
        lastActive = Math.max(lastActive, index);
        if (index > closed) {
            knownSince = Math.min(knownSince, index);
        }
        rollUps.forEach(rollUp -> rollUp.reach(index, closed));
    }

    /** Takes the slice after the last closed one into the past and publishes the windows that end with it. */
    void close(long index, ByteWriter scratch, Consumer<ProbeMetrics> out) {
        Slice slice = open.remove(index);
        past.enter(index, slice, scratch);
        for (int kind = 0; kind < grid.windows().size(); kind++) {
            WindowSpec window = grid.windows().get(kind);
            if (window.endsWith(index) && index >= knownSince) {
                int revision = slice == null ? 0 : slice.nextRevision(kind);
                Extremes extremes = content.extremesSince(index - window.size() + 1);
                out.accept(closed(kind, index, content.sums(kind), extremes, revision));
            }
        }
        if (slice != null) {
            unsaved.add(slice);
            past.keep(slice, scratch);
        }
    }

    /** Publishes again every closed window that an amended slice touches. */
    void correct(long closed, ByteWriter scratch, Consumer<ProbeMetrics> out) {
        past.amendments()
                .publish(
                        content,
                        closed,
                        knownSince,
                        scratch,
                        (kind, end, sums, extremes, revision) ->
                                out.accept(closed(kind, end, sums, extremes, revision)));
    }

    boolean isAmended() {
        return !past.amendments().isEmpty();
    }

    /** Whether a correction must not wait longer, because slices it needs are about to leave the ring. */
    boolean isAmendedBefore(long index) {
        return past.amendments().reachBefore(index);
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
        for (int kind = 0; kind < grid.windows().size(); kind++) {
            if (grid.isEarly(kind)) {
                out.accept(opened(kind, closed, newest));
            }
        }
        freshness.published(nowMs);
    }

    private ProbeMetrics opened(int kind, long closed, long newest) {
        WindowSpec window = grid.windows().get(kind);
        long end = window.endOn(newest);
        long start = end - window.size() + 1;
        Sums sums = content.sumsAhead(kind, closed, end);
        Slice last = open.obtain(end);
        unsaved.add(last);
        freshness.told(sums.tally.failures);
        Window ahead =
                new Window(grid.startOf(start), grid.endOf(end), freshness.newestMs(), false, last.nextRevision(kind));
        return record(ahead, sums, content.extremesAhead(start));
    }

    /** Writes what has changed since the last time. */
    void save(Ledger ledger, ByteWriter scratch) {
        unsaved.writeTo(ledger, this, scratch);
        SeriesRecord now = new SeriesRecord(knownSince, lastActive, announced.intervalMs(), announced.shutdownDay());
        if (saved == null || !now.isNearly(saved, grid)) {
            ledger.put(this, now);
            saved = now;
        }
    }

    /** Writes everything. */
    void saveAll(Ledger ledger, ByteWriter scratch) {
        saved = null;
        past.saveAll();
        open.forEach(unsaved::add);
        save(ledger, scratch);
    }

    private ProbeMetrics closed(int kind, long end, Sums sums, Extremes extremes, int revision) {
        long start = grid.startOf(end - grid.windows().get(kind).size() + 1);
        Window window = new Window(start, grid.endOf(end), grid.endOf(end), true, revision);
        return record(window, sums, extremes);
    }

    private ProbeMetrics record(Window window, Sums sums, Extremes extremes) {
        Double expected = expected(window.elapsedMs(), sums.tally, extremes);
        return MetricsRecord.of(key, names, window, sums, extremes, expected, Shutdown.text(shutdownDay()));
    }

    /** Of a roll-up the earliest of its members. */
    private long shutdownDay() {
        long earliest = announced.shutdownDay();
        for (Series member : members.all()) {
            earliest = Shutdown.earlier(earliest, member.announced.shutdownDay());
        }
        return earliest;
    }

    /** Probes due in a slice, by the last interval known. */
    long dueThousandths(long index) {
        return index >= knownSince ? Math.round(announced.due(grid.sliceMs()) * THOUSAND) : 0;
    }

    /** How many probes were due, by the window's own shortest interval or the last one known; null: not known. */
    private Double expected(long lengthMs, Tally tally, Extremes extremes) {
        double due;
        if (tally.dueThousandths > 0) {
            due = tally.dueThousandths / THOUSAND;
        } else if (isRollUp) {
            due = 0;
            for (Series member : members.all()) {
                due += member.announced.due(lengthMs);
            }
        } else {
            due = extremes.intervalMs > 0 ? (double) lengthMs / extremes.intervalMs : announced.due(lengthMs);
        }
        return due > 0 ? Double.valueOf(due) : null;
    }
}
