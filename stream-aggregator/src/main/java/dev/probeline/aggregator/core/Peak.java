package dev.probeline.aggregator.core;

import java.util.Arrays;

/**
 * The least value in any window that ends with the newest slice: a monotone queue, which holds a value only as long as no
 * newer one is as little. With {@code sign} −1 the greatest.
 */
final class Peak {
    private static final int ROOM = 4;

    private final int sign;
    private long[] slices = new long[ROOM];
    private double[] values = new double[ROOM];
    private int from;
    private int to;

    Peak(int sign) {
        this.sign = sign;
    }

    /** @param slice of any age that was not forgotten */
    void add(long slice, double value) {
        double ranked = sign * value;
        int end = to;
        while (end > from && slices[end - 1] >= slice) {
            end--;
        }
        if (end < to && values[end] <= ranked) {
            return;
        }
        int begin = end;
        if (end < to && slices[end] == slice) {
            end++;
        }
        while (begin > from && values[begin - 1] >= ranked) {
            begin--;
        }
        replace(begin, end, slice, ranked);
    }

    private void replace(int begin, int end, long slice, double ranked) {
        int shift = 1 - (end - begin);
        if (to + shift > slices.length) {
            int capacity = Math.max(ROOM, (to - from + 1) * 3 / 2);
            slices = Arrays.copyOf(Arrays.copyOfRange(slices, from, to), capacity);
            values = Arrays.copyOf(Arrays.copyOfRange(values, from, to), capacity);
            begin -= from;
            end -= from;
            to -= from;
            from = 0;
        }
        if (shift != 0) {
            System.arraycopy(slices, end, slices, end + shift, to - end);
            System.arraycopy(values, end, values, end + shift, to - end);
        }
        slices[begin] = slice;
        values[begin] = ranked;
        to += shift;
    }

    /** Positive infinity ({@code sign} −1: negative) if there was none. */
    double since(long slice) {
        int first = to;
        while (first > from && slices[first - 1] >= slice) {
            first--;
        }
        return first == to ? sign * Double.POSITIVE_INFINITY : sign * values[first];
    }

    void forgetBefore(long slice) {
        while (from < to && slices[from] < slice) {
            from++;
        }
    }
}
