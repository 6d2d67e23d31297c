package dev.probeline.dashboard.core;

import java.util.Arrays;

/**
 * The windows of one series at one pace, as many as there are slots: a later one takes the place of the one a whole round
 * before. Whatever the order they come in, the result is the same.
 */
final class Ring {
    /** Numbers of each window, counts of error types, its end and its revision. */
    static final int BYTES_PER_SLOT =
            Column.COUNT * Float.BYTES + ErrorNames.COUNT * Character.BYTES + Integer.BYTES + Integer.BYTES;

    private final int stepMs;
    private final int slots;
    /** In steps since the epoch; 0 where there is none. */
    private final int[] ends;
    /** Its complement while the window is open. */
    private final int[] revisions;

    private final float[] values;
    private final char[] errors;
    private int newest;

    Ring(int stepMs, int slots) {
        this.stepMs = stepMs;
        this.slots = slots;
        ends = new int[slots];
        revisions = new int[slots];
        values = new float[slots * Column.COUNT];
        errors = new char[slots * ErrorNames.COUNT];
    }

    /** Whether it was news: of this pace, not too old, and not an older revision of what is here. */
    boolean put(Window window, ErrorNames names) {
        if (window.end() % stepMs != 0) {
            return false;
        }
        int end = (int) (window.end() / stepMs);
        int slot = end % slots;
        int here = revisions[slot] < 0 ? ~revisions[slot] : revisions[slot];
        if (end < ends[slot] || (end == ends[slot] && window.revision() < here)) {
            return false;
        }
        ends[slot] = end;
        revisions[slot] = window.settled() ? window.revision() : ~window.revision();
        System.arraycopy(window.values(), 0, values, slot * Column.COUNT, Column.COUNT);
        Arrays.fill(errors, slot * ErrorNames.COUNT, (slot + 1) * ErrorNames.COUNT, '\0');
        window.errorsByType().forEach((name, count) -> {
            int place = slot * ErrorNames.COUNT + names.place(name);
            errors[place] = (char) Math.min(Character.MAX_VALUE, errors[place] + count);
        });
        newest = Math.max(newest, end);
        return true;
    }

    int stepMs() {
        return stepMs;
    }

    int slots() {
        return slots;
    }

    /** End of the newest window, in steps since the epoch; 0 where there is none. */
    int newest() {
        return newest;
    }

    boolean has(int end) {
        return end > 0 && ends[end % slots] == end;
    }

    boolean settled(int end) {
        return revisions[end % slots] >= 0;
    }

    /** NaN where nothing was measured, or no window is here. */
    float value(int end, Column column) {
        return has(end) ? values[end % slots * Column.COUNT + column.place] : Float.NaN;
    }

    int errors(int end, int place) {
        return has(end) ? errors[end % slots * ErrorNames.COUNT + place] : 0;
    }
}
