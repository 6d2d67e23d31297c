package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.SeriesKey;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What a series takes of the heap with the default windows and roll-ups, each model probed from five regions.
 *
 * <p>In full: {@code -Dheap.series=10000 -Xmx1g}; {@code -Dheap.interval_s=1} for a probe a second.
 */
class HeapPerSeriesTest {
    private static final int SERIES = Integer.getInteger("heap.series", 100);
    private static final int INTERVAL_S = Integer.getInteger("heap.interval_s", 10);
    private static final long MOST = 64 * 1024;

    /** As a changelog: what is written into it takes no heap. */
    private static final State NOWHERE = new State() {
        @Override
        public void put(byte[] key, byte[] value) {}

        @Override
        public void delete(byte[] key) {}

        @Override
        public void forEach(byte kind, BiConsumer<byte[], byte[]> entry) {}

        @Override
        public void take(byte[] head, Numbered entry) {}
    };

    private final Fleet fleet = new Fleet(INTERVAL_S);
    private long published;

    @Test
    void aSeriesProbedEveryTenSecondsTakesAtMost64KilobytesWithItsShareOfTheRollUp() {
        fleet.probe(task(), Fleet.keys(Fleet.REGIONS), 10); // what is loaded and cached once belongs to no series
        List<SeriesKey> keys = Fleet.keys(SERIES);
        long before = heapInUse();
        Aggregation aggregation = task();

        fleet.probe(aggregation, keys, Fleet.SLICES);

        long perSeries = (heapInUse() - before) / SERIES;
        System.out.printf(
                "heap per series: %,d bytes (%d series, a probe every %d s, %,d windows published)%n",
                perSeries, aggregation.series(), INTERVAL_S, published);
        assertThat(aggregation.series()).isEqualTo(SERIES);
        assertThat(perSeries).isPositive();
        if (INTERVAL_S == 10) {
            assertThat(perSeries).isLessThan(MOST);
        }
    }

    private Aggregation task() {
        return new Aggregation(Fleet.GRID, Fleet.ROLL_UPS, NOWHERE, (key, metrics) -> published++);
    }

    /** Bytes. The serial collector lets dead objects lie where that spares copying, but every fourth time it does not. */
    static long heapInUse() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
