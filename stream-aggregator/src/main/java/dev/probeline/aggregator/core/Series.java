package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One series: its open slices as objects, its closed ones as bytes and, for each kind of window, the running sum over the
 * closed ones.
 *
 * <p>A slice that saw nothing is not held; that its windows were published once is known from {@code knownSince}.
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

    private final Grid grid;
    private final Names names;
    /** Few, so that looking through them is quicker than a map. */
    private final List<Slice> open = new ArrayList<>(2);
    /** Closed ones that changed since their windows were published. */
    private final TreeMap<Long, Slice> amended = new TreeMap<>();

    private final History history;
    /** By kind of window. */
    private final Sums[] running;

    private final Recent recent = new Recent();
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
        this.history = new History(grid.ring());
        this.running = new Sums[grid.windows().size()];
        for (int kind = 0; kind < running.length; kind++) {
            running[kind] = new Sums();
        }
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
            history.put(slice.index, slice.encode(scratch));
            if (slice.amended) {
                amended.put(slice.index, slice);
            }
        }
    }

    /** Rebuilds the running sums as of the last closed slice. */
    void resume(long closed) {
        history.advanceTo(closed);
        for (int kind = 0; kind < running.length; kind++) {
            for (long index = closed - grid.windows().get(kind).size() + 1; index <= closed; index++) {
                add(index, running[kind], 1);
            }
        }
        for (long index = closed - grid.longestWindow() + 1; index <= closed; index++) {
            take(index, recent);
        }
    }

    /** Counts an attempt into its slice, open or closed. */
    void add(Observation observation, long index, long closed) {
        if (index > closed) {
            Slice slice = obtain(index, closed);
            slice.add(observation, names);
            changed(slice);
            knownSince = Math.min(knownSince, index);
        } else {
            Slice late = new Slice(index, running.length);
            late.add(observation, names);
            amend(late, closed);
        }
        if (index >= lastActive) {
            lastActive = index;
            long told = observation.whole(Slot.INTERVAL_MS);
            intervalMs = told > 0 ? told : intervalMs;
        }
    }

    private void amend(Slice late, long closed) {
        Slice slice = obtain(late.index, closed);
        slice.amended = true;
        slice.add(late);
        changed(slice);
        for (int kind = 0; kind < running.length; kind++) {
            if (late.index > closed - grid.windows().get(kind).size()) {
                running[kind].add(late, 1);
            }
        }
        if (late.index > closed - grid.longestWindow()) {
            recent.take(late.index, late.extremes);
        }
    }

    /** Takes the slice after the last closed one into the running sums and publishes the windows that end with it. */
    void close(long index, ByteWriter scratch, Consumer<ProbeMetrics> out) {
        Slice slice = open(index);
        open.remove(slice);
        history.advanceTo(index);
        recent.forgetBefore(index - grid.longestWindow() + 1);
        if (slice != null) {
            recent.take(index, slice.extremes);
        }
        for (int kind = 0; kind < running.length; kind++) {
            WindowSpec window = grid.windows().get(kind);
            if (slice != null) {
                running[kind].add(slice, 1);
            }
            add(index - window.size(), running[kind], -1);
            if (window.endsWith(index) && index >= knownSince) {
                int revision = slice == null ? 0 : slice.nextRevision(kind);
                Extremes extremes = recent.since(index - window.size() + 1);
                out.accept(metrics(window, index, running[kind], extremes, revision));
            }
        }
        if (slice != null) {
            changed(slice);
            history.put(index, slice.freeze(scratch));
        }
    }

    /** Publishes again every closed window that an amended slice touches. */
    void correct(long closed, ByteWriter scratch, Consumer<ProbeMetrics> out) {
        TreeSet<Long> late = new TreeSet<>(amended.keySet());
        for (int kind = 0; kind < running.length; kind++) {
            WindowSpec window = grid.windows().get(kind);
            TreeSet<Long> ends = new TreeSet<>();
            for (long index : late) {
                for (long end = index; end < index + window.size() && end <= closed; end++) {
                    if (window.endsWith(end)) {
                        ends.add(end);
                    }
                }
            }
            if (!ends.isEmpty()) {
                replay(kind, ends, closed, out);
            }
        }
        for (Slice slice : amended.values()) {
            slice.amended = false;
            changed(slice);
            history.put(slice.index, slice.freeze(scratch));
        }
        amended.clear();
    }

    /** Goes over a stretch of the past as {@link #close} did, and publishes the windows with these ends. */
    private void replay(int kind, NavigableSet<Long> ends, long closed, Consumer<ProbeMetrics> out) {
        WindowSpec window = grid.windows().get(kind);
        Sums sums = new Sums();
        Recent extremes = new Recent();
        long first = ends.first() - window.size() + 1;
        for (long index = first; index <= ends.last(); index++) {
            extremes.forgetBefore(index - window.size() + 1);
            add(index, sums, 1);
            take(index, extremes);
            if (index - window.size() >= first) {
                add(index - window.size(), sums, -1);
            }
            if (ends.contains(index)) {
                int revision = obtain(index, closed).nextRevision(kind);
                out.accept(metrics(window, index, sums, extremes.since(index - window.size() + 1), revision));
            }
        }
    }

    boolean isAmended() {
        return !amended.isEmpty();
    }

    /** Whether a correction must not wait longer, because slices it needs are about to leave the ring. */
    boolean isAmendedBefore(long index) {
        return !amended.isEmpty() && amended.firstKey() < index;
    }

    /** Writes what has changed since the last time. */
    void save(Ledger ledger, ByteWriter scratch) {
        for (Slice slice : unsaved) {
            slice.unsaved = false;
            ledger.put(this, slice.index, slice.encode(scratch));
        }
        unsaved.clear();
        SeriesRecord now = new SeriesRecord(knownSince, lastActive, intervalMs);
        if (saved == null || !now.isNearly(saved, grid)) {
            ledger.put(this, now);
            saved = now;
        }
    }

    /** Writes everything. */
    void saveAll(Ledger ledger, ByteWriter scratch, long closed) {
        saved = null;
        for (long index = closed - grid.ring() + 1; index <= closed; index++) {
            byte[] encoded = amended.containsKey(index) ? null : history.get(index);
            if (encoded != null) {
                ledger.put(this, index, encoded);
            }
        }
        amended.values().forEach(this::changed);
        open.forEach(this::changed);
        save(ledger, scratch);
    }

    private ProbeMetrics metrics(WindowSpec window, long last, Sums sums, Extremes extremes, int revision) {
        long interval = extremes.intervalMs > 0 ? extremes.intervalMs : intervalMs;
        return MetricsRecord.of(
                key,
                names,
                grid.startOf(last - window.size() + 1),
                grid.endOf(last),
                sums,
                extremes,
                interval,
                revision);
    }

    private void changed(Slice slice) {
        if (!slice.unsaved) {
            slice.unsaved = true;
            unsaved.add(slice);
        }
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

    /** The slice to change: one that has closed counts as amended from here on. */
    private Slice obtain(long index, long closed) {
        if (index > closed) {
            Slice known = open(index);
            if (known != null) {
                return known;
            }
            Slice begun = new Slice(index, running.length);
            open.add(begun);
            return begun;
        }
        Slice slice = amended.get(index);
        if (slice == null) {
            byte[] encoded = history.get(index);
            slice = encoded == null ? new Slice(index, running.length) : Slice.decode(encoded, running.length);
            if (encoded == null && index >= knownSince) {
                for (int kind = 0; kind < running.length; kind++) {
                    if (grid.windows().get(kind).endsWith(index)) {
                        slice.nextRevision(kind);
                    }
                }
            }
            amended.put(index, slice);
        }
        return slice;
    }

    private void add(long index, Sums sums, int sign) {
        Slice slice = amended.get(index);
        if (slice != null) {
            sums.add(slice, sign);
            return;
        }
        byte[] encoded = history.get(index);
        if (encoded != null) {
            sums.add(encoded, sign);
        }
    }

    private void take(long index, Recent extremes) {
        Slice slice = amended.get(index);
        byte[] encoded = slice == null ? history.get(index) : null;
        if (slice != null) {
            extremes.take(index, slice.extremes);
        } else if (encoded != null) {
            extremes.take(index, Slice.extremes(encoded));
        }
    }
}
