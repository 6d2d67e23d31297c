package dev.probeline.aggregator.core;

import java.util.List;
import java.util.function.Consumer;

/**
 * What became too old for the {@link History}, summed up by so many slices as the windows of a kind move on by: a day of
 * hours takes 24 of them.
 */
final class Blocks {
    /** Windows end with slices; no block was ever published. */
    private static final int NO_KINDS = 0;

    /** Length of a block, slices. */
    final int unit;

    private final int length;
    private final History complete;
    private Slice filling;
    private long newest = Long.MIN_VALUE;
    /** The last slice of those that were put back with their blocks. */
    private long restored = Long.MIN_VALUE;

    private long first = Long.MIN_VALUE;

    /** @param length of the past that is kept, blocks */
    Blocks(int unit, int length) {
        this.unit = unit;
        this.length = length;
        this.complete = new History(length);
    }

    long of(long slice) {
        return Math.floorDiv(slice, (long) unit);
    }

    long lastSliceOf(long block) {
        return (block + 1) * unit - 1;
    }

    /**
     * Takes a slice over from the history.
     *
     * @param slice null where it saw nothing
     * @return the block that changed, to be stored; null where none did
     */
    Slice fold(long index, Slice slice, ByteWriter scratch) {
        if (index <= restored) {
            return null;
        }
        long block = of(index);
        if (filling != null && filling.index != block) {
            complete.put(filling.index, filling.freeze(scratch), scratch);
            filling = null;
        }
        newest = Math.max(newest, block);
        complete.advanceTo(block - 1, scratch);
        if (slice == null || slice.tally.attempts == 0) {
            return null;
        }
        if (filling == null) {
            filling = new Slice(block, NO_KINDS);
        }
        filling.add(slice);
        return filling;
    }

    /**
     * Puts back what was stored.
     *
     * @param blocks in ascending order
     * @param length of those blocks, slices, of which ours is a multiple
     * @param last slice that is in them: it and those before are not folded again
     */
    void restore(List<Slice> blocks, int length, long last, ByteWriter scratch) {
        for (Slice block : blocks) {
            fold(block.index * length, block, scratch);
        }
        restored = last;
    }

    /** There is nothing to put back: of a slice before this one these blocks do not know. */
    void beginAt(long slice) {
        first = slice;
    }

    /** Whether a slice of this age is still in a block, if it saw anything. */
    boolean reachesBackTo(long slice) {
        return newest != Long.MIN_VALUE && of(slice) > newest - length && slice >= first;
    }

    void add(long block, Sums sums, int sign) {
        if (filling != null && filling.index == block) {
            sums.add(filling, sign);
            return;
        }
        byte[] frozen = complete.get(block);
        if (frozen != null) {
            Slice.addTo(sums, frozen, NO_KINDS, sign);
        }
    }

    /**
     * Under the index of the newest slice in the block.
     *
     * @param folded the last slice that is in blocks
     */
    void take(long block, long folded, Recent extremes) {
        if (filling != null && filling.index == block) {
            extremes.take(Math.min(lastSliceOf(block), folded), filling.extremes);
            return;
        }
        byte[] frozen = complete.get(block);
        if (frozen != null) {
            extremes.take(lastSliceOf(block), Slice.extremes(frozen, NO_KINDS));
        }
    }

    /** Gives each that is held, to be stored. */
    void forEach(Consumer<Slice> each) {
        complete.forEach((frozen, block) -> each.accept(Slice.thaw(block, frozen, NO_KINDS)));
        if (filling != null) {
            each.accept(filling);
        }
    }
}
