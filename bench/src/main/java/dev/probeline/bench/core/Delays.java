package dev.probeline.bench.core;

import java.util.Arrays;

/** Delays of many events, milliseconds: exact percentiles by nearest rank. */
public record Delays(long count, double p50Ms, double p99Ms, double maxMs) {

    /** @return empty ones if there are none */
    public static Delays of(long[] delaysMs) {
        long[] sorted = delaysMs.clone();
        Arrays.sort(sorted);
        return new Delays(sorted.length, at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double quantile) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }
}
