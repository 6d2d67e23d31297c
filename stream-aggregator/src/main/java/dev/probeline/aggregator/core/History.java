package dev.probeline.aggregator.core;

/** The encoded slices of a series that have closed, as far back as any window or correction reaches. */
final class History {
    private final byte[][] ring;
    private long newest = Long.MIN_VALUE;

    /** @param length in slices */
    History(int length) {
        this.ring = new byte[length][];
    }

    /** @return null where the slice saw nothing, or is not held any more */
    byte[] get(long slice) {
        return slice <= newest && slice > newest - ring.length ? ring[place(slice)] : null;
    }

    void put(long slice, byte[] encoded) {
        advanceTo(slice);
        if (slice > newest - ring.length) {
            ring[place(slice)] = encoded;
        }
    }

    /** Forgets what has become too old now that this slice has closed. */
    void advanceTo(long slice) {
        if (newest == Long.MIN_VALUE) {
            newest = slice;
        }
        for (long next = Math.max(newest + 1, slice - ring.length + 1); next <= slice; next++) {
            ring[place(next)] = null;
        }
        newest = Math.max(newest, slice);
    }

    private int place(long slice) {
        return (int) Math.floorMod(slice, (long) ring.length);
    }
}
