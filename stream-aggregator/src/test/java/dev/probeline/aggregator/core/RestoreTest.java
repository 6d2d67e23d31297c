package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a standby takes of the heap, and how long an aggregation is made of it.
 *
 * <p>In full: {@code -Drestore.series=10000 -Xmx1g}.
 */
class RestoreTest {
    private static final int MODELS = Integer.getInteger("restore.series", 200) / Fleet.REGIONS;
    private static final int SERIES = MODELS * Fleet.REGIONS;
    private static final long MOST = 64 * 1024;

    @Test
    void neitherAStandbyNorTheAggregationMadeOfItTakesMoreThan64KilobytesPerSeries() {
        List<Map.Entry<byte[], byte[]>> changelog = ofOneModel();
        long before = HeapPerSeriesTest.heapInUse();
        Entries entries = new Entries();
        long started = System.nanoTime();
        for (Map.Entry<byte[], byte[]> entry : changelog) {
            for (int model = 0; model < MODELS; model++) {
                entries.put(withModel(model, entry.getKey()), entry.getValue().clone());
            }
        }
        long read = System.nanoTime();
        long standby = (HeapPerSeriesTest.heapInUse() - before) / SERIES;
        long began = System.nanoTime();
        Aggregation aggregation = new Aggregation(Fleet.GRID, Fleet.ROLL_UPS, entries, (key, metrics) -> {});
        long made = System.nanoTime();
        long active = (HeapPerSeriesTest.heapInUse() - before) / SERIES;

        System.out.printf(
                "%d series: %,d entries held in %d ms, %,d bytes per series; aggregation made of them in %d ms, %,d bytes%n",
                SERIES,
                (long) changelog.size() * MODELS,
                (read - started) / 1_000_000,
                standby,
                (made - began) / 1_000_000,
                active);
        assertThat(aggregation.series()).isEqualTo(SERIES);
        assertThat(standby).isBetween(1L, MOST);
        assertThat(active).isBetween(1L, MOST);
    }

    /** In the order in which time has written it. */
    private static List<Map.Entry<byte[], byte[]>> ofOneModel() {
        MemoryState state = new MemoryState();
        Aggregation aggregation = new Aggregation(Fleet.GRID, Fleet.ROLL_UPS, state, (key, metrics) -> {});
        new Fleet(10).probe(aggregation, Fleet.keys(Fleet.REGIONS), Fleet.SLICES);
        List<Map.Entry<byte[], byte[]>> entries = new ArrayList<>();
        for (byte kind = StateKey.TASK; kind <= StateKey.BLOCK; kind++) {
            state.forEach(kind, (key, value) -> entries.add(Map.entry(key, value)));
        }
        entries.sort(Comparator.comparingInt(entry -> slotOf(entry.getKey())));
        return entries;
    }

    private static int slotOf(byte[] key) {
        return key[0] == StateKey.SLICE ? ByteBuffer.wrap(key).getInt(key.length - Integer.BYTES) : -1;
    }

    private static byte[] withModel(int model, byte[] key) {
        if (key[0] == StateKey.TASK || key[0] == StateKey.NAME) {
            return key;
        }
        String text = new String(key, StandardCharsets.ISO_8859_1); // one character per byte
        return text.replace(Fleet.model(0), Fleet.model(model)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
