package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.RegionSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** Random schedules of attempts, silence, lateness and crashes against sums made the slow way. */
class AggregationPropertyTest {
    private static final long SLICE = 1_000;
    private static final long T0 = 1_700_000_000_000L;
    private static final Grid GRID = new Grid(
            SLICE, 200, 60, 200, List.of(new WindowSpec(1, 1), new WindowSpec(5, 1), new WindowSpec(12, 4)), 5);
    /** Short in what is kept one by one, so that long windows and corrections go back to blocks of 4 and of 12. */
    private static final Grid BLOCKS = new Grid(
            SLICE,
            200,
            10,
            500,
            List.of(new WindowSpec(1, 1), new WindowSpec(40, 4), new WindowSpec(24, 4), new WindowSpec(120, 12)),
            0);

    private static final Grid TUMBLING =
            new Grid(SLICE, 200, 10, 500, List.of(new WindowSpec(6, 6), new WindowSpec(120, 12)), 0);
    private static final Grid EARLY = new Grid(
            SLICE, 200, 10, 500, List.of(new WindowSpec(1, 1), new WindowSpec(6, 6), new WindowSpec(60, 6)), 6);

    private static final List<RollUp> ROLL_UPS = List.of(new RollUp(Set.of(Label.REGION)));

    private record Attempt(SeriesKey key, long atMs, long arrivalMs, double latencyMs) {}

    private record Window(String key, long size, long end) {}

    @Property(tries = 60)
    void theLastRevisionOfEveryWindowIsTheTruth(
            @ForAll long seed,
            @ForAll @DoubleRange(max = 0.2) double late,
            @ForAll @DoubleRange(max = 0.1) double crash)
            throws IOException {
        check(GRID, 400, 40_000, seed, late, crash);
    }

    @Property(tries = 15)
    void soItIsForWindowsMadeOfBlocks(
            @ForAll long seed,
            @ForAll @DoubleRange(max = 0.2) double late,
            @ForAll @DoubleRange(max = 0.02) double crash)
            throws IOException {
        check(BLOCKS, 1_500, 8_000, seed, late, crash);
    }

    /** Late results may be as old as a slice that just goes into a block. */
    @Property(tries = 30)
    void soItIsWhereEveryWindowMovesOnByMoreThanASlice(@ForAll long seed) throws IOException {
        check(TUMBLING, 800, 9_000, seed, 0.2, 0);
    }

    /** Open windows end slices ahead of what was seen. */
    @Property(tries = 30)
    void soItIsAfterCrashesWhereEarlyWindowsTumble(@ForAll long seed) throws IOException {
        check(EARLY, 600, 8_000, seed, 0.05, 0.1);
    }

    @Property(tries = 60)
    void soItIsWhereGapsAreClosedInPortions(@ForAll long seed, @ForAll @DoubleRange(max = 0.1) double crash)
            throws IOException {
        check(new Task(GRID, 7), 0.02, 400, 40_000, seed, 0.1, crash);
    }

    private static void check(Grid grid, int steps, int latestMs, long seed, double late, double crash)
            throws IOException {
        check(new Task(grid, Integer.MAX_VALUE), 0, steps, latestMs, seed, late, crash);
    }

    private static void check(Task task, double gap, int steps, int latestMs, long seed, double late, double crash)
            throws IOException {
        Random random = new Random(seed);
        List<Attempt> attempts = new ArrayList<>();
        long now = T0;
        for (int step = 0; step < steps; step++) {
            now += random.nextInt(random.nextDouble() < gap ? 300_000 : 300);
            if (random.nextDouble() < crash) {
                task.crash();
            } else if (random.nextDouble() < 0.1) {
                task.commit();
            }
            if (random.nextDouble() < 0.2) {
                task.tick(now, random.nextBoolean());
            } else {
                long behind = random.nextDouble() < late ? random.nextInt(latestMs) : random.nextInt(150);
                SeriesKey key = new SeriesKey("p", "m", "e", "r" + random.nextInt(3), "t", "k");
                double latencyMs = Math.rint(Math.exp(random.nextGaussian() * 2) * 1e5) / 1e3;
                Attempt attempt = new Attempt(key, Math.max(T0, now - behind), now, latencyMs);
                attempts.add(attempt);
                task.add(attempt);
            }
        }
        task.tick(now + 20_000, true);
        do {
            task.commit();
            task.tick(now + 22_000, true);
        } while (task.aggregation.isBehind());
        task.commit();
        check(task.published, attempts);
    }

    private static void check(List<ProbeMetrics> published, List<Attempt> attempts) throws IOException {
        assertThat(published).isNotEmpty();
        Map<Window, ProbeMetrics> last = new HashMap<>();
        for (ProbeMetrics m : published) {
            Window window = new Window(
                    keyOf(m).toString(), m.getWindowSizeMs(), m.getWindowEnd().toEpochMilli());
            ProbeMetrics before = last.put(window, m);
            assertThat(m.getRevision())
                    .as("revision of %s", window)
                    .isEqualTo(before == null ? 0 : before.getRevision() + 1);
        }
        for (ProbeMetrics m : last.values()) {
            List<Double> latencies = attempts.stream()
                    .filter(a -> isPartOf(a.key, m)
                            && a.atMs >= m.getWindowStart().toEpochMilli()
                            && a.atMs < m.getWindowEnd().toEpochMilli())
                    .map(Attempt::latencyMs)
                    .sorted()
                    .toList();
            assertThat(m.getAttempts()).isEqualTo(latencies.size());
            assertThat(m.getRegions().values().stream()
                            .mapToLong(RegionSummary::getAttempts)
                            .sum())
                    .isEqualTo(m.getRegion().equals(SeriesKey.ALL) ? latencies.size() : 0);
            assertThat(m.getFinal$()).isTrue();
            check(m.getLatencyMs(), latencies);
        }
        long shortest = published.stream()
                .mapToLong(ProbeMetrics::getWindowSizeMs)
                .min()
                .orElseThrow();
        long counted = last.values().stream()
                .filter(m -> m.getWindowSizeMs() == shortest && !m.getRegion().equals(SeriesKey.ALL))
                .mapToLong(ProbeMetrics::getAttempts)
                .sum();
        assertThat(counted).as("nothing lost, nothing twice").isEqualTo(attempts.size());
    }

    private static void check(Distribution d, List<Double> exact) throws IOException {
        assertThat(d.getCount()).isEqualTo(exact.size());
        if (exact.isEmpty()) {
            assertThat(d.getP50()).isNull();
            assertThat(d.getSketch()).isNull();
            return;
        }
        assertThat(d.getMin()).isEqualTo(exact.get(0));
        assertThat(d.getMax()).isEqualTo(exact.get(exact.size() - 1));
        double mean = exact.stream().mapToDouble(v -> v).average().orElseThrow();
        assertThat(d.getMean()).isCloseTo(mean, org.assertj.core.data.Offset.offset(0.001));
        DDSketch sketch = DDSketch.decode(ByteArrayInput.wrap(d.getSketch().array()), UnboundedSizeDenseStore::new);
        assertThat(sketch.getCount()).isEqualTo(exact.size());
        double[] quantiles = {0.5, 0.95, 0.99, 0.999};
        double[] ours = {d.getP50(), d.getP95(), d.getP99(), d.getP999()};
        for (int i = 0; i < quantiles.length; i++) {
            double truth = exact.get((int) (quantiles[i] * (exact.size() - 1)));
            assertThat(Math.abs(ours[i] - truth) / truth).isLessThanOrEqualTo(Bins.RELATIVE_ACCURACY + 1e-9);
            assertThat(ours[i]).isBetween(d.getMin(), d.getMax());
            assertThat(Math.min(d.getMax(), Math.max(d.getMin(), sketch.getValueAtQuantile(quantiles[i]))))
                    .isEqualTo(ours[i]);
        }
    }

    private static boolean isPartOf(SeriesKey series, ProbeMetrics m) {
        return m.getRegion().equals(SeriesKey.ALL) || series.equals(keyOf(m));
    }

    private static SeriesKey keyOf(ProbeMetrics m) {
        return new SeriesKey(
                m.getProvider(), m.getModel(), m.getEndpoint(), m.getRegion(), m.getTarget(), m.getApiKeyAlias());
    }

    /** As a task of a stream with transactions: what was not committed when it dies was never written, and is read again. */
    private static final class Task {
        final List<ProbeMetrics> published = new ArrayList<>();
        private final List<ProbeMetrics> pending = new ArrayList<>();
        private final List<Attempt> uncommitted = new ArrayList<>();
        private final Grid grid;
        private final int mostPerCommit;
        private MemoryState committed = new MemoryState();
        private MemoryState state = new MemoryState();
        private Aggregation aggregation;
        private long now;

        Task(Grid grid, int mostPerCommit) {
            this.grid = grid;
            this.mostPerCommit = mostPerCommit;
            this.aggregation = start();
        }

        private Aggregation start() {
            return new Aggregation(grid, ROLL_UPS, state, this::take, mostPerCommit);
        }

        private void take(byte[] key, ProbeMetrics metrics) {
            if (metrics.getFinal$()) {
                assertThat(metrics.getWindowEnd().toEpochMilli() + grid.graceMs())
                        .as("nothing early")
                        .isLessThanOrEqualTo(now);
            }
            pending.add(metrics);
        }

        void add(Attempt attempt) {
            now = Math.max(now, attempt.arrivalMs);
            uncommitted.add(attempt);
            count(attempt);
        }

        private void count(Attempt attempt) {
            aggregation.add(
                    attempt.key.toString().getBytes(StandardCharsets.UTF_8),
                    Observations.of(Results.success(attempt.key, attempt.atMs, attempt.latencyMs)
                            .build()),
                    attempt.arrivalMs);
        }

        void tick(long nowMs, boolean idle) {
            now = nowMs;
            aggregation.tick(nowMs, idle);
        }

        void commit() {
            aggregation.save();
            committed = state.copy();
            published.addAll(pending);
            pending.clear();
            uncommitted.clear();
        }

        void crash() {
            state = committed.copy();
            pending.clear();
            aggregation = start();
            uncommitted.forEach(this::count);
        }
    }
}
