package dev.probeline.aggregator.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What a task stores about itself: how far it has closed, and the grid its slices were cut by, so that a changed
 * configuration is noticed.
 *
 * @param kept how many closed slices were kept one by one
 */
record TaskRecord(long closed, long sliceMs, int ring, int kept, List<WindowSpec> windows) {
    private static final byte VERSION = 2;
    private static final byte VERSION_1 = 1;

    static TaskRecord of(long closed, Grid grid) {
        return new TaskRecord(closed, grid.sliceMs(), grid.ring(), grid.kept(), grid.windows());
    }

    boolean isOf(Grid grid) {
        return ring == grid.ring() && kept == grid.kept() && windows.equals(grid.windows());
    }

    /** As much of the grid as says where in the state things are. */
    Grid grid() {
        return Grid.laidOut(sliceMs, ring, kept, windows);
    }

    /**
     * For each kind of window of the grid its place in this record, or −1.
     *
     * @throws IllegalStateException if slices were of another length then: they cannot be cut anew
     */
    int[] kindsOf(Grid grid) {
        if (sliceMs != grid.sliceMs()) {
            throw new IllegalStateException("slice: " + grid.sliceMs() + " ms (expected: " + sliceMs
                    + " ms, the length the stored slices have; for another one choose a new application_id)");
        }
        return grid.windows().stream().mapToInt(windows::indexOf).toArray();
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter();
        out.writeByte(VERSION);
        out.writeLong(closed);
        out.writeLong(sliceMs);
        out.writeLong(ring);
        out.writeLong(kept);
        out.writeLong(windows.size());
        for (WindowSpec window : windows) {
            out.writeLong(window.size());
            out.writeLong(window.advance());
        }
        return out.toBytes();
    }

    /** @param now of a first version, which did not say how many slices were kept, it is taken that the grace is the same */
    static TaskRecord decode(byte[] bytes, Grid now) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        int version = in.readByte();
        if (version != VERSION && version != VERSION_1) {
            throw new IllegalStateException(
                    "stored task of version " + version + " (expected: " + VERSION + "; run the newer program)");
        }
        long closed = in.readLong();
        long sliceMs = in.readLong();
        int ring = in.readInt();
        int kept = version == VERSION_1 ? ring - now.ring() + now.kept() : in.readInt();
        List<WindowSpec> windows = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            windows.add(new WindowSpec(in.readInt(), in.readInt()));
        }
        return new TaskRecord(closed, sliceMs, ring, kept, List.copyOf(windows));
    }
}
