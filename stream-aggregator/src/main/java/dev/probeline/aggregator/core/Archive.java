package dev.probeline.aggregator.core;

import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** The closed slices of a series: the newest one by one, older ones summed up in {@link Blocks}. */
final class Archive {
    private static final long NONE = Long.MIN_VALUE;

    private final int kinds;
    private final int kept;
    private final History history;
    /** The finest first. */
    private final List<Blocks> blocks;
    /** The last slice that has gone into the blocks. */
    private long folded = NONE;

    Archive(Grid grid) {
        this.kinds = grid.windows().size();
        this.kept = grid.kept();
        this.history = new History(kept);
        this.blocks = grid.units().stream()
                .map(unit -> new Blocks(unit, grid.blocks(unit)))
                .toList();
    }

    /** The oldest slice that may be held one by one. */
    long firstSlice() {
        return folded + 1;
    }

    /** Freezes and keeps it. */
    void put(Slice slice, ByteWriter scratch) {
        history.put(slice.index, slice.freeze(scratch), scratch);
    }

    /** Null where it saw nothing. */
    Slice get(long index) {
        byte[] frozen = history.get(index);
        return frozen == null ? null : Slice.thaw(index, frozen, kinds);
    }

    /** Null where it saw nothing. */
    Extremes extremes(long index) {
        byte[] frozen = history.get(index);
        return frozen == null ? null : Slice.extremes(frozen, kinds);
    }

    /** Adds one slice to the sums, or takes it away. */
    void add(long index, Sums sums, int sign) {
        byte[] frozen = history.get(index);
        if (frozen != null) {
            Slice.addTo(sums, frozen, kinds, sign);
        }
    }

    /** Makes room for this slice: what leaves the history goes into the blocks. */
    void advanceTo(long index, Unsaved unsaved, ByteWriter scratch) {
        long leaving = index - kept;
        long first = folded == NONE ? leaving + 1 : Math.max(folded + 1, leaving - kept + 1);
        for (long old = first; old <= leaving && !blocks.isEmpty(); old++) {
            fold(old, get(old), unsaved, scratch);
        }
        folded = Math.max(folded, leaving);
        history.advanceTo(index, scratch);
    }

    /** Adds a slice to its blocks. Null: it saw nothing. */
    void fold(long index, Slice slice, Unsaved unsaved, ByteWriter scratch) {
        for (Blocks each : blocks) {
            Slice changed = each.fold(index, slice, scratch);
            if (changed != null) {
                unsaved.add(each.unit, changed);
            }
        }
    }

    /** Adds the part of a stretch that lies in blocks, or takes it away. */
    void addBlocks(int unit, long from, long to, Sums sums, int sign) {
        for (Blocks each : blocks) {
            if (each.unit == unit) {
                long end = Math.min(to, folded);
                for (long index = from; index <= end; index = each.lastSliceOf(each.of(index)) + 1) {
                    each.add(each.of(index), sums, sign);
                }
            }
        }
    }

    void takeBlocks(int unit, long from, long to, Recent extremes) {
        for (Blocks each : blocks) {
            if (each.unit == unit) {
                long end = Math.min(to, folded);
                for (long index = from; index <= end; index = each.lastSliceOf(each.of(index)) + 1) {
                    each.take(each.of(index), folded, extremes);
                }
            }
        }
    }

    /** From this slice on, each stretch from the finest blocks that still hold it. */
    void takeBlocks(long from, Recent extremes) {
        long index = from;
        while (index <= folded) {
            Blocks finest = null;
            for (Blocks each : blocks) {
                if (finest == null && each.reachesBackTo(index)) {
                    finest = each;
                }
            }
            if (finest == null) {
                return;
            }
            finest.take(finest.of(index), folded, extremes);
            index = finest.lastSliceOf(finest.of(index)) + 1;
        }
    }

    /** Blocks of another length than before are put together from those that were shorter, where there are any. */
    void restoreBlocks(Map<Integer, List<Slice>> stored, long closed, long last, ByteWriter scratch) {
        folded = closed - kept;
        for (Blocks each : blocks) {
            int source = stored.keySet().stream()
                    .filter(unit -> each.unit % unit == 0)
                    .reduce(0, Math::max);
            if (source > 0) {
                each.restore(stored.get(source), source, last, scratch);
                folded = Math.max(folded, last);
            } else {
                each.beginAt(last + 1);
            }
        }
    }

    void forEach(Unsaved to, LongPredicate except) {
        history.forEach((frozen, index) -> {
            if (!except.test(index)) {
                to.add(Slice.thaw(index, frozen, kinds));
            }
        });
        for (Blocks each : blocks) {
            each.forEach(block -> to.add(each.unit, block));
        }
    }
}
