package dev.probeline.aggregator.core;

/** Least and greatest of some values; both null before the first. */
final class Range {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    void add(Range other) {
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    boolean isEmpty() {
        return min > max;
    }

    Double min() {
        return isEmpty() ? null : Double.valueOf(min);
    }

    Double max() {
        return isEmpty() ? null : Double.valueOf(max);
    }
}
