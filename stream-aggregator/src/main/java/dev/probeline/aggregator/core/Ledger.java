package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a task's series, slices and names into its {@link State}, and reads them back, also under a changed grid. */
final class Ledger {
    /** What was read back. */
    record Restored(TaskRecord task, List<Series> series) {}

    private final Grid grid;
    private final State state;

    Ledger(Grid grid, State state) {
        this.grid = grid;
        this.state = state;
    }

    void put(Series series, long slice, byte[] encoded) {
        state.put(StateKey.ofSlice(series.keyBytes, grid.slotOf(slice)), encoded);
    }

    void put(Series series, SeriesRecord record) {
        state.put(StateKey.ofSeries(series.keyBytes), record.encode());
    }

    void putUnstored(Names names) {
        putFrom(names.takeUnstored(), names);
    }

    void putAll(Names names) {
        putFrom(Names.OTHER + 1, names);
    }

    private void putFrom(int first, Names names) {
        for (int number = first; number < names.size(); number++) {
            state.put(StateKey.ofName(number), names.name(number).getBytes(StandardCharsets.UTF_8));
        }
    }

    void putClosed(long closed) {
        state.put(StateKey.ofTask(), TaskRecord.of(closed, grid).encode());
    }

    void forget(Series series) {
        state.delete(StateKey.ofSeries(series.keyBytes));
        for (int slot = 0; slot < grid.ring(); slot++) {
            state.delete(StateKey.ofSlice(series.keyBytes, slot));
        }
    }

    /**
     * Null where nothing is stored.
     *
     * @param names are filled
     */
    Restored restore(Names names) {
        byte[][] task = new byte[1][];
        Map<String, SeriesRecord> records = new HashMap<>();
        Map<String, List<byte[]>> slices = new HashMap<>();
        state.forEach((key, value) -> {
            StateKey decoded = StateKey.decode(key);
            if (decoded instanceof StateKey.Task) {
                task[0] = value;
            } else if (decoded instanceof StateKey.OfName name) {
                names.restore(name.number(), new String(value, StandardCharsets.UTF_8));
            } else if (decoded instanceof StateKey.OfSeries of) {
                records.put(of.key(), SeriesRecord.decode(value));
            } else if (decoded instanceof StateKey.OfSlice of) {
                slices.computeIfAbsent(of.key(), k -> new ArrayList<>()).add(value);
            }
        });
        if (task[0] == null) {
            return null;
        }
        TaskRecord stored = TaskRecord.decode(task[0]);
        int[] kinds = stored.kindsOf(grid);
        ByteWriter scratch = new ByteWriter();
        List<Series> all = new ArrayList<>();
        records.forEach((text, record) -> {
            byte[] key = text.getBytes(StandardCharsets.UTF_8);
            Series series = new Series(grid, names, SeriesKey.parse(text), key, record);
            slices.getOrDefault(text, List.of()).stream()
                    .map(bytes -> Slice.decode(bytes, kinds, names))
                    .sorted(Comparator.comparingLong(slice -> slice.index)) // the newest of a slot holds
                    .forEach(slice -> series.restore(slice, stored.closed(), scratch));
            series.resume(stored.closed());
            all.add(series);
        });
        return new Restored(stored, all);
    }

    /** Lays everything down anew, in the slots and the order of windows that the grid has now. */
    void rewrite(int oldRing, long closed, List<Series> all, ByteWriter scratch) {
        for (Series series : all) {
            for (int slot = 0; slot < oldRing; slot++) {
                state.delete(StateKey.ofSlice(series.keyBytes, slot));
            }
            series.saveAll(this, scratch, closed);
        }
        putClosed(closed);
    }
}
