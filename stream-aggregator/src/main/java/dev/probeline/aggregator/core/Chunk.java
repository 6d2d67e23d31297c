package dev.probeline.aggregator.core;

import java.util.Arrays;

/**
 * A few encoded slices in one array, because the header of an array takes as much as a third of a slice that saw one
 * attempt.
 *
 * <p>Of each, what it begins with as the one before did is left out: slices of a quiet series are the same in half of
 * their bytes.
 */
final class Chunk {
    static final int SLICES = 10;

    private static final byte[] EMPTY = {};

    private Chunk() {}

    /** @param slices null where one saw nothing */
    static byte[] of(byte[][] slices, ByteWriter scratch) {
        scratch.clear();
        byte[] before = EMPTY;
        for (byte[] slice : slices) {
            if (slice == null) {
                scratch.writeUnsigned(0);
                continue;
            }
            int mismatch = Arrays.mismatch(before, slice);
            int common = mismatch < 0 ? slice.length : mismatch;
            scratch.writeUnsigned(slice.length);
            scratch.writeUnsigned(common);
            scratch.write(slice, common);
            before = slice;
        }
        return scratch.toBytes();
    }

    /** The first ones, so many of them; null where one saw nothing. */
    static byte[][] read(byte[] chunk, int count) {
        ByteReader in = new ByteReader(chunk, 0, chunk.length);
        byte[][] slices = new byte[count][];
        byte[] before = EMPTY;
        for (int i = 0; i < count; i++) {
            int size = (int) in.readUnsigned();
            if (size > 0) {
                int common = (int) in.readUnsigned();
                byte[] slice = new byte[size];
                System.arraycopy(before, 0, slice, 0, common);
                in.readBytes(slice, common);
                slices[i] = slice;
                before = slice;
            }
        }
        return slices;
    }
}
