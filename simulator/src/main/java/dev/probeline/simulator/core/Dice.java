package dev.probeline.simulator.core;

import java.util.SplittableRandom;

/**
 * Chance that depends on the seed, the ordinal of the request and the purpose only, so that the same requests in the
 * same order meet the same latencies and faults, whatever else is switched on.
 */
record Dice(long seed) {

    /** Independent stream of draws for one request. */
    SplittableRandom forRequest(long ordinal) {
        return new SplittableRandom(mix(seed ^ mix(ordinal)));
    }

    /** True for about {@code share} of the ordinals. */
    boolean falls(double share, long ordinal, long purpose) {
        return share >= 1 || (mix(seed ^ mix(ordinal ^ mix(purpose))) >>> 11) * 0x1.0p-53 < share;
    }

    /** The finalizer of SplitMix64: every bit of the input moves every bit of the output. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
