package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a task's series and slices into its {@link State}, and reads them back, also under a changed grid. */
final class Ledger {
    /** What was read back. */
    record Restored(TaskRecord task, Map<String, Series> series, boolean underAnotherGrid) {}

    private final Grid grid;
    private final State state;

    Ledger(Grid grid, State state) {
        this.grid = grid;
        this.state = state;
    }

    void put(String key, Slice slice) {
        state.put(new StateKey.OfSlice(key, grid.slotOf(slice.index)).encode(), slice.encode());
    }

    void put(String key, Series series) {
        state.put(
                new StateKey.OfSeries(key).encode(),
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(series.knownSince())
                        .putLong(series.lastActive())
                        .putLong(series.intervalMs())
                        .array());
    }

    void putClosed(long closed) {
        state.put(new StateKey.Task().encode(), TaskRecord.of(closed, grid).encode());
    }

    void forget(String key) {
        state.delete(new StateKey.OfSeries(key).encode());
        for (int slot = 0; slot < grid.ring(); slot++) {
            state.delete(new StateKey.OfSlice(key, slot).encode());
        }
    }

    /** Null where nothing is stored. */
    Restored restore() {
        Map<StateKey, byte[]> entries = new HashMap<>();
        state.forEach((key, value) -> entries.put(StateKey.decode(key), value));
        byte[] stored = entries.remove(new StateKey.Task());
        if (stored == null) {
            return null;
        }
        TaskRecord task = TaskRecord.decode(stored);
        int[] kinds = task.kindsOf(grid);
        Map<String, Series> series = new LinkedHashMap<>();
        Map<String, List<Slice>> slices = new HashMap<>();
        entries.forEach((key, value) -> {
            if (key instanceof StateKey.OfSeries of) {
                ByteBuffer in = ByteBuffer.wrap(value);
                series.put(
                        of.key(),
                        new Series(grid, SeriesKey.parse(of.key()), in.getLong(), in.getLong(), in.getLong()));
            } else if (key instanceof StateKey.OfSlice of) {
                slices.computeIfAbsent(of.key(), k -> new ArrayList<>()).add(Slice.decode(value, kinds));
            }
        });
        series.forEach((key, each) -> {
            slices.getOrDefault(key, List.of()).stream()
                    .sorted(Comparator.comparingLong(slice -> slice.index)) // the newest of a slot holds
                    .forEach(each::restore);
            each.resume(task.closed());
        });
        return new Restored(task, series, !task.isOf(grid));
    }

    /** Lays everything down anew, in the slots and the order of windows that the grid has now. */
    void rewrite(long closed, Map<String, Series> series) {
        Set<StateKey> stale = new HashSet<>();
        state.forEach((key, value) -> stale.add(StateKey.decode(key)));
        stale.forEach(key -> state.delete(key.encode()));
        series.forEach((key, each) -> {
            put(key, each);
            each.slices().forEach(slice -> put(key, slice));
        });
        putClosed(closed);
    }
}
