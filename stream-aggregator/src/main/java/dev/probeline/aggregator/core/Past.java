package dev.probeline.aggregator.core;

import java.util.List;
import java.util.Map;

/**
 * The slices of a series that have closed and, for each kind of window, the running sum over the newest of them. A
 * roll-up's slices are empty: they only count what was published of it.
 *
 * <p>What arrives late is in its slice's {@link Amendments}. A running sum takes in slice by slice, and lets go of as many
 * at once as its kind of window moves on by, so that blocks of them will do.
 */
final class Past implements Content {
    private static final int TRIM_EVERY = 32;

    private final Grid grid;
    private final List<Kind> kinds;
    private final Archive archive;
    private final OpenSlices open;
    private final Unsaved unsaved;
    private final Amendments amendments;
    private Recent recent = new Recent();

    /** One kind of window and its sum. */
    private static final class Kind {
        final WindowSpec window;
        final int unit;
        Sums running = new Sums();

        Kind(WindowSpec window, int unit) {
            this.window = window;
            this.unit = unit;
        }

        /** The first slice of the stretch that the sum lets go of, having let go of all before. */
        long firstIn(long last) {
            return last - Math.floorMod(last + 1, (long) unit) - window.size() + 1;
        }
    }

    /** @param open slices of the same series */
    Past(Grid grid, OpenSlices open, Unsaved unsaved) {
        this.grid = grid;
        this.open = open;
        this.unsaved = unsaved;
        this.archive = new Archive(grid);
        this.amendments = new Amendments(grid.windows(), archive, unsaved);
        this.kinds = grid.windows().stream()
                .map(window -> new Kind(window, grid.unitOf(window)))
                .toList();
    }

    /**
     * Puts back a stored slice, the oldest first and after the blocks; {@link #resume} must follow once all are back.
     */
    void restore(Slice slice, ByteWriter scratch) {
        if (slice.index < archive.firstSlice()) {
            archive.fold(slice.index, slice, unsaved, scratch);
        } else if (slice.amended) {
            amendments.restore(slice);
        } else {
            archive.put(slice, scratch);
        }
    }

    /**
     * Puts back the stored blocks, before any slice.
     *
     * @param blocks by their length in slices, the finest first, which may be another grid's; each list in ascending order
     * @param last slice that is in them
     */
    void restoreBlocks(Map<Integer, List<Slice>> blocks, long closed, long last, ByteWriter scratch) {
        archive.restoreBlocks(blocks, closed, last, scratch);
    }

    /** Makes the running sums anew as of a closed slice, which may lie ahead of the one before. */
    void resume(long closed, ByteWriter scratch) {
        archive.advanceTo(closed, unsaved, scratch);
        for (Kind kind : kinds) {
            kind.running = new Sums();
            add(kind, kind.firstIn(closed), closed, kind.running, 1);
        }
        recent = new Recent();
        long from = closed - grid.longestWindow() + 1;
        archive.takeBlocks(from, recent);
        for (long index = Math.max(from, archive.firstSlice()); index <= closed; index++) {
            take(index, recent);
        }
    }

    /**
     * Moves every running sum on by one slice.
     *
     * @param slice null where nothing was seen
     */
    void enter(long index, Slice slice, ByteWriter scratch) {
        archive.advanceTo(index, unsaved, scratch);
        recent.forgetBefore(index - grid.longestWindow() + 1);
        if (slice != null) {
            recent.take(index, slice.extremes);
        }
        for (Kind kind : kinds) {
            if (slice != null) {
                kind.running.add(slice, 1);
            }
            add(kind, kind.firstIn(index - 1), kind.firstIn(index) - 1, kind.running, -1);
            if (index % TRIM_EVERY == 0) {
                kind.running.trim();
            }
        }
    }

    /** Keeps a slice that has entered; it is not to be changed any more. */
    void keep(Slice slice, ByteWriter scratch) {
        archive.put(slice, scratch);
    }

    /** Whether no running sum holds anything. */
    boolean isQuiet() {
        return kinds.stream().allMatch(kind -> kind.running.tally.attempts == 0);
    }

    @Override
    public Sums sums(int kind) {
        return kinds.get(kind).running;
    }

    @Override
    public Extremes extremesSince(long slice) {
        return recent.since(slice);
    }

    @Override
    public Sums sumsAhead(int kind, long closed, long end) {
        Kind of = kinds.get(kind);
        Sums sums = new Sums();
        sums.add(of.running);
        for (long index = closed + 1; index <= end; index++) {
            add(open.get(index), sums, 1);
        }
        long lastOut = of.firstIn(end) - 1;
        add(of, of.firstIn(closed), Math.min(lastOut, closed), sums, -1);
        for (long index = closed + 1; index <= lastOut; index++) {
            add(open.get(index), sums, -1);
        }
        return sums;
    }

    @Override
    public Extremes extremesAhead(long from) {
        Extremes extremes = recent.since(from);
        open.forEach(slice -> {
            if (slice.index >= from) {
                extremes.add(slice.extremes);
            }
        });
        return extremes;
    }

    /** Adds what came late to its slice and to the sums it is part of. */
    void amend(Slice late, long closed, long knownSince) {
        amendments.amend(late.index, knownSince).add(late);
        for (Kind kind : kinds) {
            if (late.index >= kind.firstIn(closed)) {
                kind.running.add(late, 1);
            }
        }
        if (late.index > closed - grid.longestWindow()) {
            recent.take(late.index, late.extremes);
        }
    }

    /** As it closed; null where nothing was seen. */
    Slice closed(long index) {
        return archive.get(index);
    }

    Amendments amendments() {
        return amendments;
    }

    @Override
    public Walk walk(int kind, long firstEnd) {
        return new Again(kinds.get(kind), firstEnd);
    }

    /** Goes over a stretch once more as it was gone over when its slices closed. */
    private final class Again implements Walk {
        private final Kind kind;
        private final Sums sums = new Sums();
        private final Recent extremes = new Recent();
        private long first;
        private long last;

        Again(Kind kind, long firstEnd) {
            this.kind = kind;
            this.first = firstEnd - kind.window.size() + 1;
            this.last = first - 1;
        }

        @Override
        public void to(long end) {
            long leave = end - kind.window.size();
            add(kind, last + 1, end, sums, 1);
            archive.takeBlocks(kind.unit, last + 1, end, extremes);
            for (long index = Math.max(last + 1, archive.firstSlice()); index <= end; index++) {
                take(index, extremes);
            }
            add(kind, first, leave, sums, -1);
            extremes.forgetBefore(leave + 1);
            first = Math.max(first, leave + 1);
            last = end;
        }

        @Override
        public Sums sums() {
            return sums;
        }

        @Override
        public Extremes extremes() {
            return extremes.since(first);
        }
    }

    /** Hands on everything that is held, to be saved. */
    void saveAll() {
        archive.forEach(unsaved, index -> amendments.get(index) != null);
        amendments.saveAll();
    }

    /** Adds a stretch of whole units, or takes it away. */
    private void add(Kind kind, long from, long to, Sums sums, int sign) {
        if (from > to) {
            return;
        }
        archive.addBlocks(kind.unit, from, to, sums, sign);
        for (long index = Math.max(from, archive.firstSlice()); index <= to; index++) {
            Slice slice = amendments.get(index);
            if (slice == null) {
                archive.add(index, sums, sign);
            }
            add(slice, sums, sign);
        }
    }

    private static void add(Slice slice, Sums sums, int sign) {
        if (slice != null) {
            sums.add(slice, sign);
        }
    }

    private void take(long index, Recent extremes) {
        Slice slice = amendments.get(index);
        Extremes found = slice == null ? archive.extremes(index) : slice.extremes;
        if (found != null) {
            extremes.take(index, found);
        }
    }
}
