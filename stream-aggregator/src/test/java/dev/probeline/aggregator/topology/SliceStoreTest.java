package dev.probeline.aggregator.topology;

import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.aggregator.core.Aggregation;
import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Label;
import dev.probeline.aggregator.core.Observations;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.aggregator.core.WindowSpec;
import dev.probeline.schemas.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SliceStoreTest {
    private static final long T0 = 1_700_000_000_000L;
    private static final Grid GRID = new Grid(1_000, 200, 60, 200, List.of(new WindowSpec(1, 1), new WindowSpec(5, 1)));
    private static final List<RollUp> ROLL_UPS = List.of(new RollUp(Set.of(Label.REGION)));

    private final SliceStore store = new SliceStore("slices");
    private final List<String> published = new ArrayList<>();

    @Test
    void aTaskThatWasAStandbyForAWhileGoesOnAsIfItHadAlwaysBeenActive() {
        Aggregation active = attached();
        run(active, 0, 40);

        store.clearCache();
        store.flushCache();
        run(attached(), 40, 80);

        List<String> afterABreak = List.copyOf(published);
        published.clear();
        run(new Aggregation(GRID, ROLL_UPS, new SliceStore("slices"), (key, m) -> published.add(m.toString())), 0, 80);
        assertThat(afterABreak).isEqualTo(published);
    }

    @Test
    void whatAnActiveTaskHoldsIsHeldOnce() {
        run(attached(), 0, 5);
        store.clearCache();
        assertThat(entries()).isPositive();

        attached();

        assertThat(entries()).isZero();
    }

    private Aggregation attached() {
        Aggregation aggregation = new Aggregation(GRID, ROLL_UPS, store, (key, m) -> published.add(m.toString()));
        store.attach(aggregation);
        return aggregation;
    }

    private int entries() {
        List<byte[]> keys = new ArrayList<>();
        for (byte kind = 0; kind < 10; kind++) {
            store.forEach(kind, (key, value) -> keys.add(key));
        }
        return keys.size();
    }

    /** A result of each of two regions every second, and one now and then that is late. */
    private static void run(Aggregation aggregation, int from, int to) {
        for (int second = from; second < to; second++) {
            long now = T0 + second * 1_000L;
            Stream.of("eu", "ap").forEach(region -> add(aggregation, region, now, now));
            if (second % 7 == 3) {
                add(aggregation, "eu", now - 4_000, now);
            }
            aggregation.tick(now, false);
        }
    }

    private static void add(Aggregation aggregation, String region, long completedMs, long arrivedMs) {
        SeriesKey key = new SeriesKey("p", "m", "e", region, "t", "k");
        aggregation.add(
                key.toString().getBytes(StandardCharsets.UTF_8),
                Observations.of(success(key, completedMs, 50 + (double) (completedMs % 97))
                        .build()),
                arrivedMs);
    }
}
