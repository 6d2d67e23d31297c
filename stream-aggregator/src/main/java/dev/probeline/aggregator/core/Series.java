package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One series: a ring of its recent slices and, for each kind of window, the running sum over the closed ones.
 *
 * <p>A slice that saw nothing is not held; that its windows were published once is known from {@code knownSince}.
 */
final class Series {
    final SeriesKey key;
    /** First slice whose windows were or will be published when it closes. */
    private long knownSince;
    /** Slice of the newest attempt. */
    private long lastActive;
    /** Interval between probes, milliseconds; 0 where none is known. */
    private long intervalMs;

    private final Grid grid;
    private final Slice[] ring;
    private final Tally[] running;
    private final TreeSet<Long> amended = new TreeSet<>();

    Series(Grid grid, SeriesKey key, long knownSince, long lastActive, long intervalMs) {
        this.grid = grid;
        this.key = key;
        this.knownSince = knownSince;
        this.lastActive = lastActive;
        this.intervalMs = intervalMs;
        this.ring = new Slice[grid.ring()];
        this.running = new Tally[grid.windows().size()];
        for (int kind = 0; kind < running.length; kind++) {
            running[kind] = new Tally();
        }
    }

    long knownSince() {
        return knownSince;
    }

    long lastActive() {
        return lastActive;
    }

    long intervalMs() {
        return intervalMs;
    }

    /** Puts back a stored slice; {@link #resume} must follow once all are back. */
    void restore(Slice slice) {
        ring[grid.slotOf(slice.index)] = slice;
        if (slice.amended) {
            amended.add(slice.index);
        }
    }

    /** Those held, in no particular order. */
    List<Slice> slices() {
        return Arrays.stream(ring).filter(Objects::nonNull).toList();
    }

    /** Rebuilds the running sums as of the last closed slice. */
    void resume(long closed) {
        for (int kind = 0; kind < running.length; kind++) {
            running[kind] = total(closed, grid.windows().get(kind).size());
        }
    }

    /**
     * Adds an attempt to its slice, open or closed.
     *
     * @return the slice as it is now, to be stored
     */
    Slice add(ProbeResult result, long index, long closed) {
        Slice slice = obtain(index, closed);
        String errorType = slice.add(result);
        lastActive = Math.max(lastActive, index);
        if (slice.extremes.intervalMs > 0 && index >= lastActive) {
            intervalMs = slice.extremes.intervalMs;
        }
        if (index > closed) {
            knownSince = Math.min(knownSince, index);
        } else {
            slice.amended = true;
            amended.add(index);
            for (int kind = 0; kind < running.length; kind++) {
                if (index > closed - grid.windows().get(kind).size()) {
                    running[kind].add(result, errorType);
                }
            }
        }
        return slice;
    }

    /** Takes the slice after the last closed one into the running sums and publishes the windows that end with it. */
    void close(long index, Consumer<Slice> changed, Consumer<ProbeMetrics> out) {
        Slice slice = at(index);
        for (int kind = 0; kind < running.length; kind++) {
            WindowSpec window = grid.windows().get(kind);
            if (slice != null) {
                running[kind].add(slice.tally);
            }
            Slice leaving = at(index - window.size());
            if (leaving != null) {
                running[kind].subtract(leaving.tally);
            }
            if (window.endsWith(index) && index >= knownSince) {
                int revision = slice == null ? 0 : slice.nextRevision(kind);
                out.accept(metrics(window, index, running[kind], revision));
            }
        }
        if (slice != null) {
            changed.accept(slice);
        }
    }

    /** Publishes again every closed window that an amended slice touches. */
    void correct(long closed, Consumer<Slice> changed, Consumer<ProbeMetrics> out) {
        TreeSet<Long> stored = new TreeSet<>(amended);
        for (int kind = 0; kind < running.length; kind++) {
            WindowSpec window = grid.windows().get(kind);
            TreeSet<Long> ends = new TreeSet<>();
            for (long index : amended) {
                for (long end = index; end < index + window.size() && end <= closed; end++) {
                    if (window.endsWith(end)) {
                        ends.add(end);
                    }
                }
            }
            for (long end : ends) {
                int revision = obtain(end, closed).nextRevision(kind);
                out.accept(metrics(window, end, total(end, window.size()), revision));
            }
            stored.addAll(ends);
        }
        for (long index : stored) {
            Slice slice = at(index);
            slice.amended = false;
            changed.accept(slice);
        }
        amended.clear();
    }

    boolean isAmended() {
        return !amended.isEmpty();
    }

    /** Whether a correction must not wait longer, because slices it needs are about to leave the ring. */
    boolean isAmendedBefore(long index) {
        return !amended.isEmpty() && amended.first() < index;
    }

    private ProbeMetrics metrics(WindowSpec window, long last, Tally tally, int revision) {
        Extremes extremes = new Extremes();
        for (long index = last; index > last - window.size(); index--) {
            Slice slice = at(index);
            if (slice != null) {
                extremes.add(slice.extremes);
            }
        }
        long interval = extremes.intervalMs > 0 ? extremes.intervalMs : intervalMs;
        return MetricsRecord.of(
                key, grid.startOf(last - window.size() + 1), grid.endOf(last), tally, extremes, interval, revision);
    }

    private Tally total(long last, int size) {
        Tally total = new Tally();
        for (long index = last; index > last - size; index--) {
            Slice slice = at(index);
            if (slice != null) {
                total.add(slice.tally);
            }
        }
        return total;
    }

    private Slice obtain(long index, long closed) {
        Slice slice = at(index);
        if (slice == null) {
            slice = new Slice(index, running.length);
            if (index <= closed && index >= knownSince) {
                for (int kind = 0; kind < running.length; kind++) {
                    if (grid.windows().get(kind).endsWith(index)) {
                        slice.nextRevision(kind);
                    }
                }
            }
            ring[grid.slotOf(index)] = slice;
        }
        return slice;
    }

    private Slice at(long index) {
        Slice slice = ring[grid.slotOf(index)];
        return slice != null && slice.index == index ? slice : null;
    }
}
