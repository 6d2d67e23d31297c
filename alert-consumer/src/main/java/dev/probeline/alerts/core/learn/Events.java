package dev.probeline.alerts.core.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many events there were and how many of them bad, over days, in bounded space: the last 60 steps one by one, 72
 * times five steps before, 72 times sixty steps before that. With steps of a minute that is an hour, six hours and three
 * days in 204 pairs of numbers; a window is off by at most its coarsest piece at its far end, a twelfth of it and less.
 */
public final class Events implements Memory {
    private static final int[] LENGTH = {60, 72, 72};
    private static final int[] STEPS = {1, 5, 60};
    private static final int[] FROM = {0, 60, 132};
    private static final int ALL = 204;

    /** @param all good and bad together */
    public record Count(long all, long bad) {}

    private final long stepMs;
    private final long newest;
    private final int[] all;
    private final int[] bad;

    private Events(long stepMs, long newest, int[] all, int[] bad) {
        this.stepMs = stepMs;
        this.newest = newest;
        this.all = all;
        this.bad = bad;
    }

    public static Events none(long stepMs) {
        return new Events(stepMs, -1, new int[ALL], new int[ALL]);
    }

    public long stepMs() {
        return stepMs;
    }

    /** The longest window it can answer for, in steps. */
    public static long longestSteps() {
        return (long) LENGTH[2] * STEPS[2];
    }

    /** @param endMs where the step ends; said again it replaces what was said, older than an hour it is not heard */
    public Events with(long endMs, long total, long failed) {
        long step = endMs / stepMs;
        if (step <= newest - LENGTH[0]) {
            return this;
        }
        int[] alls = all.clone();
        int[] bads = bad.clone();
        for (int level = 0; level < LENGTH.length && step > newest; level++) {
            clear(alls, bads, level, step);
        }
        int fine = slot(0, step);
        int addAll = (int) total - alls[fine];
        int addBad = (int) failed - bads[fine];
        for (int level = 0; level < LENGTH.length; level++) {
            alls[slot(level, step)] += addAll;
            bads[slot(level, step)] += addBad;
        }
        return new Events(stepMs, Math.max(step, newest), alls, bads);
    }

    /** Over the window that ends with the newest step. */
    public Count over(long windowMs) {
        int level = windowMs <= span(0) ? 0 : windowMs <= span(1) ? 1 : 2;
        long pieces = Math.min(LENGTH[level], -Math.floorDiv(-windowMs, stepMs * STEPS[level]));
        long sumAll = 0;
        long sumBad = 0;
        for (long back = 0; back < pieces && newest >= 0; back++) {
            int slot = slot(level, newest - back * STEPS[level]);
            sumAll += all[slot];
            sumBad += bad[slot];
        }
        return new Count(sumAll, sumBad);
    }

    private long span(int level) {
        return stepMs * STEPS[level] * LENGTH[level];
    }

    private static int slot(int level, long step) {
        return FROM[level] + (int) Math.floorMod(Math.floorDiv(step, (long) STEPS[level]), (long) LENGTH[level]);
    }

    /** What is left of the round before, from the newest piece to that of the step. */
    private void clear(int[] alls, int[] bads, int level, long step) {
        long first = Math.floorDiv(newest, (long) STEPS[level]) + 1;
        long last = Math.floorDiv(step, (long) STEPS[level]);
        for (long piece = Math.max(first, last - LENGTH[level] + 1); piece <= last; piece++) {
            int slot = slot(level, piece * STEPS[level]);
            alls[slot] = 0;
            bads[slot] = 0;
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(stepMs);
        out.writeLong(newest);
        for (int slot = 0; slot < ALL; slot++) {
            Varint.write(out, all[slot]);
            if (all[slot] != 0) {
                Varint.write(out, bad[slot]);
            }
        }
    }

    static Events read(DataInputStream in) throws IOException {
        long stepMs = in.readLong();
        long newest = in.readLong();
        int[] all = new int[ALL];
        int[] bad = new int[ALL];
        for (int slot = 0; slot < ALL; slot++) {
            all[slot] = Varint.read(in);
            bad[slot] = all[slot] == 0 ? 0 : Varint.read(in);
        }
        return new Events(stepMs, newest, all, bad);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Events events
                && stepMs == events.stepMs
                && newest == events.newest
                && Arrays.equals(all, events.all)
                && Arrays.equals(bad, events.bad);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(newest) + Arrays.hashCode(all);
    }

    @Override
    public String toString() {
        return "Events up to step " + newest + " of " + stepMs + " ms";
    }
}
