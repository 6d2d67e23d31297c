package dev.probeline.aggregator.core;

import java.util.List;

/**
 * How time is cut: slices, and the windows that are sums of slices.
 *
 * @param sliceMs length of a slice, milliseconds; slice {@code i} covers {@code [i × sliceMs, (i + 1) × sliceMs)} of event time
 * @param graceMs how long after its end a slice waits for stragglers before it closes, milliseconds
 * @param retention how many slices after its close a slice can still be corrected
 * @param expiry after how many silent slices a series is forgotten
 * @param early windows of at most so many slices are published while they are open, too; 0: none
 */
public record Grid(long sliceMs, long graceMs, int retention, int expiry, List<WindowSpec> windows, int early) {
    private static final long EARLY_EVERY_MS = 1000;
    /** Slots for slices that may be open beside those that wait for stragglers. */
    private static final int BEYOND_GRACE = 3;

    public Grid {
        windows = List.copyOf(windows);
        if (sliceMs < 1 || graceMs < 0 || retention < 1 || expiry < 1 || windows.isEmpty()) {
            throw new IllegalArgumentException(
                    "slice " + sliceMs + " ms, grace " + graceMs + " ms, retention " + retention + ", expiry " + expiry
                            + ", windows " + windows + " (expected: all positive, at least one window)");
        }
    }

    /** Nothing is published while it is open. */
    public Grid(long sliceMs, long graceMs, int retention, int expiry, List<WindowSpec> windows) {
        this(sliceMs, graceMs, retention, expiry, windows, 0);
    }

    /**
     * For what other tasks send when they have closed a slice: there is nothing to say before.
     */
    public Grid forDeltas() {
        return new Grid(sliceMs, graceMs, retention, expiry, windows, 0);
    }

    /** One that lays its state out so. */
    static Grid laidOut(long sliceMs, int ring, int kept, List<WindowSpec> windows) {
        Grid shortest = new Grid(sliceMs, 0, 1, 1, windows);
        int retention = Math.max(1, kept - shortest.kept() + 1);
        return new Grid(sliceMs, Math.max(0, ring - kept - BEYOND_GRACE) * sliceMs, retention, 1, windows);
    }

    boolean isEarly(int kind) {
        return windows.get(kind).size() <= early;
    }

    /** How long a series waits between two records of open windows. */
    long earlyEveryMs() {
        return EARLY_EVERY_MS;
    }

    long sliceOf(long eventMs) {
        return Math.floorDiv(eventMs, sliceMs);
    }

    long startOf(long slice) {
        return slice * sliceMs;
    }

    long endOf(long slice) {
        return (slice + 1) * sliceMs;
    }

    /** The last slice that is over, grace included, once event time has reached {@code frontierMs}. */
    long lastClosed(long frontierMs) {
        return Math.floorDiv(frontierMs - graceMs, sliceMs) - 1;
    }

    int longestWindow() {
        return windows.stream().mapToInt(WindowSpec::size).max().orElseThrow();
    }

    /**
     * Closed slices to keep one by one: a correction at the edge of retention needs a whole window of older ones, unless
     * blocks do for that window; and the one whose corrections are published while it leaves.
     */
    int kept() {
        return retention + Math.max(1, longest(1));
    }

    /** Slots for slices in a series' state: those kept, and those that may be open. */
    int ring() {
        return kept() + Math.toIntExact(graceMs / sliceMs) + BEYOND_GRACE;
    }

    /**
     * What is older than that is summed up in blocks of these lengths, slices: as windows move on by them, they
     * consist of whole blocks. Each is a multiple of the one before.
     */
    List<Integer> units() {
        List<Integer> units = windows.stream()
                .map(WindowSpec::unit)
                .filter(unit -> unit > 1)
                .distinct()
                .sorted()
                .toList();
        for (int i = 1; i < units.size(); i++) {
            if (units.get(i) % units.get(i - 1) != 0) {
                int common = units.stream().reduce(WindowSpec::commonDivisor).orElseThrow();
                return common == 1 ? List.of() : List.of(common);
            }
        }
        return units;
    }

    /** Which of the {@link #units} serve a kind of window; 1: none, its slices are all kept. */
    int unitOf(WindowSpec window) {
        return units().stream().filter(unit -> window.unit() % unit == 0).reduce(1, Math::max);
    }

    /** Blocks of this length to keep per series: from the oldest slice that a correction needs on to those kept. */
    int blocks(int unit) {
        return Math.max(0, retention + longest(unit) - kept()) / unit + 3;
    }

    /** Of the windows that a unit serves, slices. */
    int longest(int unit) {
        return windows.stream()
                .filter(window -> unitOf(window) == unit)
                .mapToInt(WindowSpec::size)
                .max()
                .orElse(0);
    }

    int slotOf(long slice) {
        return (int) Math.floorMod(slice, (long) ring());
    }
}
