package dev.probeline.aggregator.core;

import java.util.function.ObjLongConsumer;

/** The encoded slices of a series that have closed, as far back as any window or correction reaches, in {@link Chunk}s. */
final class History {
    private static final long NONE = Long.MIN_VALUE;

    private final byte[][] ring;
    private final int length;
    /** Those of the newest chunk, not yet in one array. */
    private byte[][] growing = new byte[Chunk.SLICES][];

    private long newest = NONE;

    /** @param length in slices */
    History(int length) {
        this.length = length;
        this.ring = new byte[length / Chunk.SLICES + 2][];
    }

    /** @return null where the slice saw nothing, or is not held any more */
    byte[] get(long slice) {
        if (slice > newest || slice <= newest - length) {
            return null;
        }
        int at = (int) Math.floorMod(slice, (long) Chunk.SLICES);
        if (chunkOf(slice) == chunkOf(newest)) {
            return growing[at];
        }
        byte[] chunk = ring[place(slice)];
        return chunk == null ? null : Chunk.read(chunk, at + 1)[at];
    }

    /** @param slice not older than the length allows */
    void put(long slice, byte[] encoded, ByteWriter scratch) {
        advanceTo(slice, scratch);
        int at = (int) Math.floorMod(slice, (long) Chunk.SLICES);
        if (chunkOf(slice) == chunkOf(newest)) {
            growing[at] = encoded;
            return;
        }
        byte[] chunk = ring[place(slice)];
        byte[][] slices = chunk == null ? new byte[Chunk.SLICES][] : Chunk.read(chunk, Chunk.SLICES);
        slices[at] = encoded;
        ring[place(slice)] = Chunk.of(slices, scratch);
    }

    /** Forgets what has become too old now that this slice has closed. */
    void advanceTo(long slice, ByteWriter scratch) {
        if (newest == NONE) {
            newest = slice;
        }
        if (chunkOf(slice) > chunkOf(newest)) {
            ring[place(newest)] = Chunk.of(growing, scratch);
            growing = new byte[Chunk.SLICES][];
            for (long next = Math.max(chunkOf(newest) + 1, chunkOf(slice) - ring.length + 1);
                    next < chunkOf(slice);
                    next++) {
                ring[(int) Math.floorMod(next, (long) ring.length)] = null;
            }
        }
        newest = Math.max(newest, slice);
    }

    /** Gives each that is held, the oldest first. */
    void forEach(ObjLongConsumer<byte[]> each) {
        for (long slice = newest - length + 1; newest != NONE && slice <= newest; slice++) {
            byte[] encoded = get(slice);
            if (encoded != null) {
                each.accept(encoded, slice);
            }
        }
    }

    private static long chunkOf(long slice) {
        return Math.floorDiv(slice, (long) Chunk.SLICES);
    }

    private int place(long slice) {
        return (int) Math.floorMod(chunkOf(slice), (long) ring.length);
    }
}
