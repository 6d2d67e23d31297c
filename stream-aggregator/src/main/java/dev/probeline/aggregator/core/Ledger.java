package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Writes a task's series, slices and names into its {@link State}, and reads them back, also under a changed grid. */
final class Ledger {
    /** What was read back. */
    record Restored(TaskRecord task, List<Series> series) {}

    private final Grid grid;
    private final State state;
    private final Predicate<SeriesKey> isRollUp;
    /** Those stored outside of the ring, where their slot still holds what is needed. */
    private final Set<Ahead> ahead = new HashSet<>();

    private long lastInRing;
    /** How the state is laid out: another grid's until it is rewritten. */
    private Grid laidOut;

    private boolean isLaidOutOtherwise;

    private record Ahead(Series series, long slice) {}

    /** @param isRollUp which of those that are restored are made of others */
    Ledger(Grid grid, State state, Predicate<SeriesKey> isRollUp) {
        this.grid = grid;
        this.isRollUp = isRollUp;
        this.state = state;
        this.laidOut = grid;
    }

    /** One that writes elsewhere. */
    Ledger into(State other) {
        return new Ledger(grid, other, isRollUp);
    }

    /** To be told before anything is put: how far the slices that are put have closed. */
    void closedThrough(long closed) {
        lastInRing = closed + grid.ring() - grid.kept();
    }

    void put(Series series, long slice, byte[] encoded) {
        if (slice > lastInRing) {
            state.put(StateKey.ofSlice(series.keyBytes, slotAhead(slice)), encoded);
            ahead.add(new Ahead(series, slice));
            return;
        }
        state.put(StateKey.ofSlice(series.keyBytes, grid.slotOf(slice)), encoded);
        if (!ahead.isEmpty() && ahead.remove(new Ahead(series, slice))) {
            state.delete(StateKey.ofSlice(series.keyBytes, slotAhead(slice)));
        }
    }

    /** Never one of the ring. */
    private static int slotAhead(long slice) {
        return -1 - (int) Math.floorMod(slice, (long) Integer.MAX_VALUE);
    }

    void put(Series series, int unit, long block, byte[] encoded) {
        int slot = (int) Math.floorMod(block, (long) grid.blocks(unit));
        state.put(StateKey.ofBlock(series.keyBytes, unit, slot), encoded);
    }

    void put(Series series, SeriesRecord record) {
        state.put(StateKey.ofSeries(series.keyBytes), record.encode());
    }

    void putUnstored(Names names) {
        put(names.takeUnstored(), names);
    }

    void putAll(Names names) {
        put(names.all(), names);
    }

    private void put(List<Integer> numbers, Names names) {
        for (int number : numbers) {
            state.put(StateKey.ofName(number), names.name(number).getBytes(StandardCharsets.UTF_8));
        }
    }

    void putClosed(long closed) {
        state.put(StateKey.ofTask(), TaskRecord.of(closed, grid).encode());
    }

    void put(Progress source) {
        state.put(StateKey.ofSource(source.source()), source.encode());
    }

    void restore(Sources sources) {
        state.forEach(StateKey.SOURCE, (key, value) -> sources.restore(Progress.decode(value)));
    }

    void forget(Series series) {
        state.delete(StateKey.ofSeries(series.keyBytes));
        ahead.removeIf(one -> {
            if (one.series == series) {
                state.delete(StateKey.ofSlice(series.keyBytes, slotAhead(one.slice)));
            }
            return one.series == series;
        });
        clear(series);
    }

    private void clear(Series series) {
        for (int slot = 0; slot < laidOut.ring(); slot++) {
            state.delete(StateKey.ofSlice(series.keyBytes, slot));
        }
        for (int unit : laidOut.units()) {
            for (int slot = 0; slot < laidOut.blocks(unit); slot++) {
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
        state.forEach(StateKey.TASK, (key, value) -> task[0] = value);
        if (task[0] == null) {
            return null;
        }
        state.forEach(StateKey.NAME, (key, value) -> {
            int number = ((StateKey.OfName) StateKey.decode(key)).number();
            names.restore(number, new String(value, StandardCharsets.UTF_8));
        });
        Map<String, SeriesRecord> records = new HashMap<>();
        state.forEach(StateKey.SERIES, (key, value) -> {
            records.put(((StateKey.OfSeries) StateKey.decode(key)).key(), SeriesRecord.decode(value));
        });
        TaskRecord stored = TaskRecord.decode(task[0], grid);
        isLaidOutOtherwise = !stored.isOf(grid);
        laidOut = isLaidOutOtherwise ? stored.grid() : grid;
        ByteWriter scratch = new ByteWriter();
        BitSet usedNames = new BitSet();
        List<Series> all = new ArrayList<>();
        records.forEach((key, record) -> {
            SeriesKey labels = SeriesKey.parse(key);
            byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
            Series series = new Series(grid, names, labels, utf8, record, isRollUp.test(labels));
            usedNames.set(series.region);
            restore(series, stored, names, usedNames, scratch);
            all.add(series);
        });
        names.keepOnly(usedNames);
        return new Restored(stored, all);
    }

    private void restore(Series series, TaskRecord stored, Names names, BitSet usedNames, ByteWriter scratch) {
        Map<Integer, List<Slice>> blocks = new TreeMap<>();
        for (int unit : laidOut.units()) {
            List<Slice> ofUnit = new ArrayList<>();
            state.take(
                    StateKey.ofBlocks(series.keyBytes, unit),
                    (slot, value) -> ofUnit.add(Slice.decode(value, new int[0], names)));
            ofUnit.forEach(block -> block.tally.forEachName(usedNames::set));
            ofUnit.sort(Comparator.comparingLong(block -> block.index));
            blocks.put(unit, ofUnit);
        }
        series.restoreBlocks(blocks, stored.closed(), stored.closed() - stored.kept(), scratch);
        int[] kinds = stored.kindsOf(grid);
        List<Slice> slices = new ArrayList<>();
        state.take(StateKey.ofSlices(series.keyBytes), (slot, value) -> {
            Slice slice = Slice.decode(value, kinds, names);
            slices.add(slice);
            slice.tally.forEachName(usedNames::set);
            if (slot < 0) {
                ahead.add(new Ahead(series, slice.index));
            }
        });
        slices.sort(Comparator.comparingLong(slice -> slice.index)); // the newest of a slot holds
        slices.forEach(slice -> series.restore(slice, stored.closed(), scratch));
        series.resume(stored.closed(), scratch);
    }

    boolean isLaidOutOtherwise() {
        return isLaidOutOtherwise;
    }

    /** Lays everything down anew, in the slots and the order of windows that the grid has now. */
    void rewrite(long closed, List<Series> all, List<Series> forgotten, ByteWriter scratch) {
        all.forEach(this::clear);
        forgotten.forEach(this::forget);
        laidOut = grid;
        isLaidOutOtherwise = false;
        all.forEach(series -> series.saveAll(this, scratch));
        putClosed(closed);
    }
}
