package dev.probeline.dashboard.core;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Windows of one series in a row, as columns of equal length.
 *
 * @param firstEnd end of the first window, milliseconds since the epoch
 * @param settledTo end of the last window before the first that is open; −1 where none has closed
 * @param values NaN where nothing was measured
 * @param errors counts by error type
 */
public record History(
        long firstEnd, long stepMs, int count, long settledTo, Map<Column, float[]> values, Map<String, int[]> errors) {

    /** @param from and {@code to} are ends of windows, inclusive */
    static History of(Ring ring, ErrorNames names, long from, long to, List<Column> columns) {
        int step = ring.stepMs();
        int last = (int) Math.min(to / step, ring.newest());
        int first = (int) Math.max(ceil(from, step), last - ring.slots() + 1L);
        int count = Math.max(0, last - first + 1);
        Map<Column, float[]> values = new EnumMap<>(Column.class);
        for (Column column : columns) {
            float[] row = new float[count];
            for (int i = 0; i < count; i++) {
                row[i] = ring.value(first + i, column);
            }
            values.put(column, row);
        }
        return new History(
                (long) first * step,
                step,
                count,
                settled(ring, first, last),
                values,
                errors(ring, names, first, count));
    }

    private static long settled(Ring ring, int first, int last) {
        long settled = -1;
        for (int end = first; end <= last && (!ring.has(end) || ring.settled(end)); end++) {
            settled = (long) end * ring.stepMs();
        }
        return settled;
    }

    private static Map<String, int[]> errors(Ring ring, ErrorNames names, int first, int count) {
        Map<String, int[]> errors = new LinkedHashMap<>();
        for (int place : names.places()) {
            int[] row = new int[count];
            long sum = 0;
            for (int i = 0; i < count; i++) {
                row[i] = ring.errors(first + i, place);
                sum += row[i];
            }
            if (sum > 0) {
                errors.put(names.name(place), row);
            }
        }
        return errors;
    }

    private static long ceil(long from, int step) {
        return from <= 0 ? 1 : (from + step - 1) / step;
    }
}
