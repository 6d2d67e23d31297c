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

    /** What was estimated of the values can lie beside them, and must not be told so. */
    double clamp(double estimate) {
        return Math.max(min, Math.min(max, estimate));
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
