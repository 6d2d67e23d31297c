package dev.probeline.aggregator.core;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How far each task has closed whose shares are put together here: a roll-up closes a slice when the slowest of them has.
 *
 * <p>One that has not come on for a long time is left out, or a single partition without a leader would silence the roll-ups
 * of all; what it sends later are corrections.
 */
final class Sources {
    /** Longer than another instance needs to restore a task and go on with it. */
    static final long SILENT_MS = 300_000;
    /** Where none was known before, so long others have to announce themselves. */
    static final long GATHER_MS = 10_000;

    private static final long NONE = Long.MIN_VALUE;
    /** Longer between two ticks is a pause of ours, or a clock that was set. */
    private static final long STEP_MS = 1_000;

    private static final class Source {
        long closed;
        long silentMs;
        boolean unsaved;
    }

    private final Map<Integer, Source> byPartition = new TreeMap<>();
    private long gatheredMs;
    private long lastMs = NONE;

    void restore(Progress stored) {
        heard(stored);
        byPartition.get(stored.source()).unsaved = false;
        gatheredMs = GATHER_MS;
    }

    void heard(Progress progress) {
        Source source = byPartition.computeIfAbsent(progress.source(), s -> {
            Source found = new Source();
            found.closed = NONE;
            return found;
        });
        if (progress.closed() > source.closed) {
            source.closed = progress.closed();
            source.silentMs = 0;
            source.unsaved = true;
        }
    }

    /** @param caughtUp whether all that was sent has been read, so that who is silent here has not spoken */
    void tick(long nowMs, boolean caughtUp) {
        long step = lastMs == NONE ? 0 : Math.max(0, Math.min(nowMs - lastMs, STEP_MS));
        lastMs = nowMs;
        if (!byPartition.isEmpty()) {
            gatheredMs += step;
        }
        if (caughtUp) {
            byPartition.values().forEach(source -> source.silentMs += step);
        }
    }

    /** Last slice that all have closed, or {@link Long#MIN_VALUE} where nobody can tell. */
    long closed() {
        if (gatheredMs < GATHER_MS) {
            return NONE;
        }
        long least = Long.MAX_VALUE;
        for (Source source : byPartition.values()) {
            if (source.silentMs < SILENT_MS) {
                least = Math.min(least, source.closed);
            }
        }
        return least == Long.MAX_VALUE ? NONE : least;
    }

    /** Partitions of those left out. */
    Set<Integer> silent() {
        Set<Integer> silent = new TreeSet<>();
        byPartition.forEach((partition, source) -> {
            if (source.silentMs >= SILENT_MS) {
                silent.add(partition);
            }
        });
        return silent;
    }

    void forEachUnsaved(Consumer<Progress> each) {
        byPartition.forEach((partition, source) -> {
            if (source.unsaved) {
                source.unsaved = false;
                each.accept(new Progress(partition, source.closed));
            }
        });
    }

    void forEach(Consumer<Progress> each) {
        byPartition.forEach((partition, source) -> each.accept(new Progress(partition, source.closed)));
    }
}
