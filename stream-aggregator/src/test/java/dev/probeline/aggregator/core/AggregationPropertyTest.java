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

/** Random schedules of attempts, silence, lateness and restarts against sums made the slow way. */
class AggregationPropertyTest {
    private static final long SLICE = 1_000;
    private static final long T0 = 1_700_000_000_000L;
    private static final Grid GRID = new Grid(
            SLICE, 200, 60, 200, List.of(new WindowSpec(1, 1), new WindowSpec(5, 1), new WindowSpec(12, 4)), 5);
    private static final List<RollUp> ROLL_UPS = List.of(new RollUp(Set.of(Label.REGION)));

    private record Attempt(SeriesKey key, long atMs, double latencyMs) {}

    private record Window(String key, long size, long end) {}

    @Property(tries = 60)
    void theLastRevisionOfEveryWindowIsTheTruth(
            @ForAll long seed,
            @ForAll @DoubleRange(max = 0.2) double late,
            @ForAll @DoubleRange(max = 0.1) double restart)
            throws IOException {
        Random random = new Random(seed);
        MemoryState state = new MemoryState();
        List<ProbeMetrics> published = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        Aggregation aggregation = new Aggregation(GRID, ROLL_UPS, state, (key, metrics) -> published.add(metrics));
        long now = T0;
        for (int step = 0; step < 400; step++) {
            now += random.nextInt(300);
            if (random.nextDouble() < restart) {
                aggregation.save();
                aggregation = new Aggregation(GRID, ROLL_UPS, state, (key, metrics) -> published.add(metrics));
            }
            if (random.nextDouble() < 0.2) {
                aggregation.tick(now, random.nextBoolean());
            } else {
                long behind = random.nextDouble() < late ? random.nextInt(40_000) : random.nextInt(150);
                SeriesKey key = new SeriesKey("p", "m", "e", "r" + random.nextInt(3), "t", "k");
                Attempt attempt =
                        new Attempt(key, Math.max(T0, now - behind), Math.exp(random.nextGaussian() * 2) * 100);
                attempts.add(attempt);
                aggregation.add(
                        key.toString().getBytes(StandardCharsets.UTF_8),
                        Observations.of(Results.success(key, attempt.atMs, attempt.latencyMs)
                                .build()),
                        now);
            }
        }
        aggregation.tick(now + 20_000, true);
        aggregation.tick(now + 22_000, true);

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
        long counted = last.values().stream()
                .filter(m -> m.getWindowSizeMs() == SLICE && !m.getRegion().equals(SeriesKey.ALL))
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
            assertThat(sketch.getValueAtQuantile(quantiles[i])).isEqualTo(ours[i]);
        }
    }

    private static boolean isPartOf(SeriesKey series, ProbeMetrics m) {
        return m.getRegion().equals(SeriesKey.ALL) || series.equals(keyOf(m));
    }

    private static SeriesKey keyOf(ProbeMetrics m) {
        return new SeriesKey(
                m.getProvider(), m.getModel(), m.getEndpoint(), m.getRegion(), m.getTarget(), m.getApiKeyAlias());
    }
}
