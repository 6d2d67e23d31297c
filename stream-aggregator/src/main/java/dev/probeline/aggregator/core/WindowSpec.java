package dev.probeline.aggregator.core;

/**
 * A kind of window, in slices.
 *
 * @param size length, slices
 * @param advance distance between the ends of two windows of this kind, slices; ends are multiples of it since the epoch
 */
public record WindowSpec(int size, int advance) {
    public WindowSpec {
        if (size < 1 || advance < 1 || advance > size) {
            throw new IllegalArgumentException("window of " + size + " slices every " + advance
                    + " (expected: at least one slice, and an advance of 1 … size)");
        }
    }

    /** The longest stretch, in slices, of which both the windows and the steps between them are multiples. */
    int unit() {
        return commonDivisor(size, advance);
    }

    /** The greatest one. */
    static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }

    /** The first slice, from this one on, that a window of this kind ends with. */
    long endOn(long slice) {
        return slice + Math.floorMod(-(slice + 1), (long) advance);
    }

    /** Whether a window of this kind ends where the slice ends. */
    boolean endsWith(long slice) {
        return (slice + 1) % advance == 0;
    }
}
