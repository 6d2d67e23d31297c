package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes a task's series, slices and names into its {@link State}, and reads them back, also under a changed grid. */
final class Ledger {
    /** What was read back. */
    record Restored(TaskRecord task, List<Series> series) {}

    private final Grid grid;
    private final State state;
    private final Predicate<SeriesKey> isRollUp;

    /** @param isRollUp which of those that are restored are made of others */
    Ledger(Grid grid, State state, Predicate<SeriesKey> isRollUp) {
        this.grid = grid;
        this.isRollUp = isRollUp;
        this.state = state;
    }

    /** One that writes elsewhere. */
    Ledger into(State other) {
        return new Ledger(grid, other, isRollUp);
    }

    void put(Series series, long slice, byte[] encoded) {
        state.put(StateKey.ofSlice(series.keyBytes, grid.slotOf(slice)), encoded);
    }

    void put(Series series, int unit, long block, byte[] encoded) {
        int slot = (int) Math.floorMod(block, (long) grid.blocks(unit));
        state.put(StateKey.ofBlock(series.keyBytes, unit, slot), encoded);
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
        for (int unit : grid.units()) {
            for (int slot = 0; slot < grid.blocks(unit); slot++) {
                state.delete(StateKey.ofBlock(series.keyBytes, unit, slot));
            }
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
        Map<String, List<Block>> blocks = new HashMap<>();
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
            } else if (decoded instanceof StateKey.OfBlock of) {
                Slice sum = Slice.decode(value, new int[0], names);
                blocks.computeIfAbsent(of.key(), k -> new ArrayList<>()).add(new Block(of.unit(), sum));
            }
        });
        if (task[0] == null) {
            return null;
        }
        TaskRecord stored = TaskRecord.decode(task[0]);
        int[] kinds = stored.kindsOf(grid);
        boolean sameGrid = stored.isOf(grid);
        ByteWriter scratch = new ByteWriter();
        List<Series> all = new ArrayList<>();
        records.forEach((key, record) -> {
            SeriesKey labels = SeriesKey.parse(key);
            Series series = new Series(
                    grid, names, labels, key.getBytes(StandardCharsets.UTF_8), record, isRollUp.test(labels));
            if (sameGrid) { // under another the blocks are made anew, of the slices that are there
                blocks.getOrDefault(key, List.of()).stream()
                        .sorted(Comparator.comparingLong(block -> block.sum.index))
                        .forEach(block -> series.restoreBlock(block.unit, block.sum, scratch));
            }
            slices.getOrDefault(key, List.of()).stream()
                    .map(bytes -> Slice.decode(bytes, kinds, names))
                    .sorted(Comparator.comparingLong(slice -> slice.index)) // the newest of a slot holds
                    .forEach(slice -> series.restore(slice, stored.closed(), sameGrid, scratch));
            series.resume(stored.closed(), scratch);
            all.add(series);
        });
        return new Restored(stored, all);
    }

    private record Block(int unit, Slice sum) {}

    /** Lays everything down anew, in the slots and the order of windows that the grid has now. */
    void rewrite(int oldRing, long closed, List<Series> all, ByteWriter scratch) {
        for (Series series : all) {
            for (int slot = 0; slot < oldRing; slot++) {
                state.delete(StateKey.ofSlice(series.keyBytes, slot));
            }
            series.saveAll(this, scratch);
        }
        putClosed(closed);
    }
}
