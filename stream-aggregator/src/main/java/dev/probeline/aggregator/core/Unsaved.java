package dev.probeline.aggregator.core;

import java.util.ArrayList;
import java.util.List;

/** What of a series has changed since the last commit, each once. */
final class Unsaved {
    private record Block(int unit, Slice sum) {}

    private final List<Slice> slices = new ArrayList<>(0);
    private final List<Block> blocks = new ArrayList<>(0);

    void add(Slice slice) {
        if (!slice.unsaved) {
            slice.unsaved = true;
            slices.add(slice);
        }
    }

    /** @param unit length of the block, slices */
    void add(int unit, Slice block) {
        if (!block.unsaved) {
            block.unsaved = true;
            blocks.add(new Block(unit, block));
        }
    }

    void writeTo(Ledger ledger, Series series, ByteWriter scratch) {
        for (Slice slice : slices) {
            slice.unsaved = false;
            ledger.put(series, slice.index, slice.encode(scratch));
        }
        for (Block block : blocks) {
            block.sum.unsaved = false;
            ledger.put(series, block.unit, block.sum.index, block.sum.encode(scratch));
        }
        slices.clear();
        blocks.clear();
    }
}
