package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two tasks, of which one is far behind the other, and the one that puts their roll-up together. */
class RollUpOverSlowTasksTest {
    private static final long T0 = 1_700_000_000_000L;
    private static final long SLICE = 10_000;
    private static final long GRACE = 2_000;
    private static final Grid GRID = new Grid(SLICE, GRACE, 30, 5_000, List.of(new WindowSpec(1, 1)));
    private static final List<RollUp> OVER_MODELS = List.of(new RollUp(Set.of(Label.MODEL)));
    private static final int FAR = 1_000;

    private final List<ProbeMetrics> published = new ArrayList<>();
    private MemoryState state = new MemoryState();
    private Aggregation sum = start();
    private long now = T0;
    private final Task fast = new Task(0);
    private final Task slow = new Task(1);

    @Test
    void aTaskThatIsHoursBehindIsWaitedForAndNothingOfItIsLost() {
        know();
        fast.probes(1, FAR);
        pass(1_000);
        assertThat(published).isEmpty();

        slow.probes(1, FAR);
        pass(1_000);

        assertThat(published).hasSize(FAR - 1).allSatisfy(m -> {
            assertThat(m.getAttempts()).isEqualTo(2);
            assertThat(m.getRevision()).isZero();
            assertThat(m.getFinal$()).isTrue();
        });
    }

    @Test
    void afterAnOutageTheWallClockClosesNothing() {
        know();
        sum.save();
        now += 3 * 3_600_000;
        sum = start();
        pass(60_000);
        assertThat(published).isEmpty();

        fast.probes(1, FAR);
        sum.save();
        sum = start();
        slow.probes(1, FAR);
        pass(1_000);

        assertThat(published).hasSize(FAR - 1).allMatch(m -> m.getAttempts() == 2 && m.getRevision() == 0);
    }

    @Test
    void aTaskThatStandsStillIsLeftOutAndCorrectsWhenItGoesOn() {
        know();
        fast.probes(1, 20);
        pass(Sources.SILENT_MS - Sources.GATHER_MS - 3_000);
        assertThat(published).isEmpty();
        fast.probes(20, 21);
        pass(3_000);

        assertThat(sum.silentSources()).containsExactly(1);
        assertThat(published)
                .hasSize(20)
                .last()
                .satisfies(m -> assertThat(m.getAttempts()).isEqualTo(1));

        published.clear();
        slow.probes(1, 21);
        pass(1_100);

        assertThat(sum.silentSources()).isEmpty();
        assertThat(published).hasSize(20).allMatch(m -> m.getAttempts() == 2 && m.getRevision() == 1);
    }

    /** Each has told of itself, and nothing is closed. */
    private void know() {
        fast.probes(0, 1);
        slow.probes(0, 1);
        pass(Sources.GATHER_MS + 1_000);
        assertThat(published).isEmpty();
    }

    private Aggregation start() {
        return Aggregation.ofDeltas(GRID.forDeltas(), OVER_MODELS, state, (key, metrics) -> published.add(metrics));
    }

    /** Ticks of who puts together, with nothing left to read. */
    private void pass(long ms) {
        for (long end = now + ms; now < end; now += 100) {
            sum.tick(now, true);
        }
    }

    /** A task that sends at once what it has to say. */
    private final class Task implements Output {
        private final int partition;
        private final SeriesKey key;
        private final Aggregation aggregation = new Aggregation(GRID, OVER_MODELS, new MemoryState(), this);

        Task(int partition) {
            this.partition = partition;
            this.key = new SeriesKey("p", "m" + partition, "e", "r", "t", "k");
        }

        /** One in each slice. */
        void probes(int from, int to) {
            for (int slice = from; slice < to; slice++) {
                ProbeResult result =
                        Results.success(key, T0 + slice * SLICE + GRACE, 100).build();
                aggregation.add(
                        key.toString().getBytes(StandardCharsets.UTF_8),
                        Observations.of(result),
                        result.getCompletedAt().toEpochMilli());
                sum.hear(new Progress(partition, aggregation.closed()));
            }
        }

        @Override
        public void window(byte[] series, ProbeMetrics metrics) {}

        @Override
        public void delta(byte[] rollUp, byte[] delta) {
            sum.merge(rollUp, delta);
        }
    }
}
