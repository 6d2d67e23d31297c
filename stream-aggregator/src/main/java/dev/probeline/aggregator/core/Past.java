package dev.probeline.aggregator.core;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * The slices of a series that have closed, as bytes, and for each kind of window the running sum over the newest of them.
 *
 * <p>What arrives late amends its slice; until {@link #correct} has published the windows it touches, the slice is an
 * object again.
 */
final class Past {
    /** Takes a window to be published. */
    interface Publisher {
        void publish(int kind, long end, Sums sums, Extremes extremes, int revision);
    }

    private final Grid grid;
    private final History history;
    private final TreeMap<Long, Slice> amended = new TreeMap<>();
    private final Sums[] running;
    private final Recent recent = new Recent();

    Past(Grid grid) {
        this.grid = grid;
        this.history = new History(grid.ring());
        this.running = new Sums[grid.windows().size()];
        for (int kind = 0; kind < running.length; kind++) {
            running[kind] = new Sums();
        }
    }

    /** Puts back a stored slice; {@link #resume} must follow once all are back. */
    void restore(Slice slice, ByteWriter scratch) {
        history.put(slice.index, slice.encode(scratch));
        if (slice.amended) {
            amended.put(slice.index, slice);
        }
    }

    /** Rebuilds the running sums as of the last closed slice. */
    void resume(long closed) {
        history.advanceTo(closed);
        for (int kind = 0; kind < running.length; kind++) {
            for (long index = closed - size(kind) + 1; index <= closed; index++) {
                add(index, running[kind], 1);
            }
        }
        for (long index = closed - grid.longestWindow() + 1; index <= closed; index++) {
            take(index, recent);
        }
    }

    /**
     * Moves every running sum on by one slice.
     *
     * @param slice null where nothing was seen
     */
    void enter(long index, Slice slice) {
        history.advanceTo(index);
        recent.forgetBefore(index - grid.longestWindow() + 1);
        if (slice != null) {
            recent.take(index, slice.extremes);
        }
        for (int kind = 0; kind < running.length; kind++) {
            if (slice != null) {
                running[kind].add(slice, 1);
            }
            add(index - size(kind), running[kind], -1);
        }
    }

    /** Keeps a slice that has entered; it is not to be changed any more. */
    void keep(Slice slice, ByteWriter scratch) {
        history.put(slice.index, slice.freeze(scratch));
    }

    /** Over the window of this kind that ends with the slice that entered last. */
    Sums sums(int kind) {
        return running[kind];
    }

    Extremes extremesSince(long slice) {
        return recent.since(slice);
    }

    /**
     * Over the window of this kind that ends with a slice that is still open.
     *
     * @param open gives null where there is none
     */
    Sums sumsAhead(int kind, long closed, long end, LongFunction<Slice> open) {
        Sums sums = new Sums();
        sums.add(running[kind]);
        for (long index = closed + 1; index <= end; index++) {
            add(open.apply(index), sums, 1);
            long leaving = index - size(kind);
            if (leaving > closed) {
                add(open.apply(leaving), sums, -1);
            } else {
                add(leaving, sums, -1);
            }
        }
        return sums;
    }

    /** Adds what came late to its slice and to the sums it is part of; the slice is returned, to be stored. */
    Slice amend(Slice late, long closed, long knownSince) {
        Slice slice = obtain(late.index, knownSince);
        slice.amended = true;
        slice.add(late);
        for (int kind = 0; kind < running.length; kind++) {
            if (late.index > closed - size(kind)) {
                running[kind].add(late, 1);
            }
        }
        if (late.index > closed - grid.longestWindow()) {
            recent.take(late.index, late.extremes);
        }
        return slice;
    }

    boolean isAmended() {
        return !amended.isEmpty();
    }

    /** Whether a correction must not wait longer, because slices it needs are about to leave the ring. */
    boolean isAmendedBefore(long index) {
        return !amended.isEmpty() && amended.firstKey() < index;
    }

    /** Publishes again every closed window that an amended slice touches. */
    void correct(long closed, long knownSince, ByteWriter scratch, Consumer<Slice> changed, Publisher out) {
        List<Long> late = new ArrayList<>(amended.keySet());
        for (int kind = 0; kind < running.length; kind++) {
            WindowSpec window = grid.windows().get(kind);
            NavigableSet<Long> ends = new TreeSet<>();
            for (long index : late) {
                for (long end = window.endOn(index);
                        end < index + window.size() && end <= closed;
                        end += window.advance()) {
                    ends.add(end);
                }
            }
            if (!ends.isEmpty()) {
                replay(kind, ends, knownSince, out);
            }
        }
        for (Slice slice : amended.values()) {
            slice.amended = false;
            changed.accept(slice);
            keep(slice, scratch);
        }
        amended.clear();
    }

    /** Goes over a stretch once more as it was gone over when its slices closed. */
    private void replay(int kind, NavigableSet<Long> ends, long knownSince, Publisher out) {
        int size = size(kind);
        Sums sums = new Sums();
        Recent extremes = new Recent();
        long first = ends.first() - size + 1;
        for (long index = first; index <= ends.last(); index++) {
            extremes.forgetBefore(index - size + 1);
            add(index, sums, 1);
            take(index, extremes);
            if (index - size >= first) {
                add(index - size, sums, -1);
            }
            if (ends.contains(index)) {
                int revision = obtain(index, knownSince).nextRevision(kind);
                out.publish(kind, index, sums, extremes.since(index - size + 1), revision);
            }
        }
    }

    /** Those held, amended ones as they are now. */
    void forEach(long closed, Consumer<Slice> each) {
        for (long index = closed - grid.ring() + 1; index <= closed; index++) {
            Slice slice = amended.get(index);
            byte[] encoded = slice == null ? history.get(index) : null;
            if (encoded != null) {
                slice = Slice.decode(encoded, running.length);
            }
            if (slice != null) {
                each.accept(slice);
            }
        }
    }

    /** As an object that may be changed; the next correction keeps it. */
    private Slice obtain(long index, long knownSince) {
        Slice slice = amended.get(index);
        if (slice == null) {
            byte[] encoded = history.get(index);
            slice = encoded == null ? new Slice(index, running.length) : Slice.decode(encoded, running.length);
            if (encoded == null && index >= knownSince) {
                for (int kind = 0; kind < running.length; kind++) {
                    if (grid.windows().get(kind).endsWith(index)) {
                        slice.nextRevision(kind); // its windows were published, as silence
                    }
                }
            }
            amended.put(index, slice);
        }
        return slice;
    }

    private int size(int kind) {
        return grid.windows().get(kind).size();
    }

    private void add(long index, Sums sums, int sign) {
        Slice slice = amended.get(index);
        byte[] encoded = slice == null ? history.get(index) : null;
        if (encoded != null) {
            sums.add(encoded, sign);
        }
        add(slice, sums, sign);
    }

    private static void add(Slice slice, Sums sums, int sign) {
        if (slice != null) {
            sums.add(slice, sign);
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
