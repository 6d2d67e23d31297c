package dev.probeline.aggregator.core;

/** The sum of some slices, from which each can be taken away again exactly. */
final class Sums {
    final Tally tally = new Tally();
    /** By quantity. */
    final Values[] values = {new Values(), new Values(), new Values()};

    /** @param sign −1 takes away a slice that was added before */
    void add(Slice slice, int sign) {
        tally.add(slice.tally, sign);
        for (int i = 0; i < values.length; i++) {
            values[i].add(slice.measurements[i].values, sign);
        }
    }

    void add(Sums other) {
        tally.add(other.tally, 1);
        for (int i = 0; i < values.length; i++) {
            values[i].add(other.values[i], 1);
        }
    }

    /** Gives back room that values long gone have taken. */
    void trim() {
        for (Values each : values) {
            each.bins.trim();
        }
    }
}
