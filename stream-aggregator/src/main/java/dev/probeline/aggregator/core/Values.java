package dev.probeline.aggregator.core;

/** Measured values of one quantity: everything of them that can be added and subtracted exactly. */
final class Values {
    final Bins bins = new Bins();
    final Moments moments = new Moments();

    /** @param sign −1 takes back a value that was added before */
    void add(double value, int sign) {
        bins.add(value, sign);
        moments.add(value, sign);
    }

    void add(Values other, int sign) {
        bins.add(other.bins, sign);
        moments.add(other.moments, sign);
    }
}
