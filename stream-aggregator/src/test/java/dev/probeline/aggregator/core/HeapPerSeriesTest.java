package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeResult;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
    private static final long SLICE = 10_000;
    private static final long T0 = 1_700_000_000_000L;
    private static final int REGIONS = 5;
    private static final long MOST = 64 * 1024;
    /** Until everything is held that ever is: retention, the longest window and some more. */
    private static final int SLICES = 720 + 360 + 20;

    private static final Grid DEFAULT = new Grid(
            SLICE, 2_000, 720, 8_640, List.of(new WindowSpec(6, 1), new WindowSpec(30, 1), new WindowSpec(360, 6)), 6);
    private static final List<RollUp> ROLL_UPS =
            List.of(new RollUp(Set.of(Label.REGION, Label.TARGET, Label.API_KEY_ALIAS)));

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

    private final Random random = new Random(1);
    private long published;

    @Test
    void aSeriesProbedEveryTenSecondsTakesAtMost64KilobytesWithItsShareOfTheRollUp() {
        probe(task(), keys(REGIONS), 10); // what is loaded and cached once belongs to no series
        List<SeriesKey> keys = keys(SERIES);
        long before = heapInUse();
        Aggregation aggregation = task();

        probe(aggregation, keys, SLICES);

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
        return new Aggregation(DEFAULT, ROLL_UPS, NOWHERE, (key, metrics) -> published++);
    }

    private static List<SeriesKey> keys(int count) {
        List<SeriesKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String model = "gpt-4o-2024-08-06-" + i / REGIONS;
            keys.add(new SeriesKey("openai", model, "chat/completions", "eu-west-" + i % REGIONS, model, "team-a"));
        }
        return keys;
    }

    private void probe(Aggregation aggregation, List<SeriesKey> keys, int slices) {
        for (long atMs = T0; atMs < T0 + slices * SLICE; atMs += INTERVAL_S * 1000L) {
            for (SeriesKey key : keys) {
                long completedAtMs = atMs + random.nextInt(900);
                aggregation.add(
                        key.toString().getBytes(StandardCharsets.UTF_8),
                        Observations.of(result(key, completedAtMs)),
                        completedAtMs);
            }
            aggregation.tick(atMs + 950, false);
            aggregation.save();
        }
    }

    private ProbeResult result(SeriesKey key, long atMs) {
        if (random.nextInt(50) == 0) {
            return Results.failure(key, atMs, "server_error", FaultDomain.provider)
                    .setErrorMessage("The server had an error while processing your request. Sorry about that!")
                    .setRequestId("req_" + Long.toHexString(random.nextLong()))
                    .setIntervalMs(INTERVAL_S * 1000L)
                    .setStatusCode(500)
                    .build();
        }
        double latencyMs = Math.rint(Math.exp(random.nextGaussian() * 0.5) * 800e6) / 1e6;
        long tokens = 40L + random.nextInt(20);
        return Results.success(key, atMs, latencyMs)
                .setTtftMs(latencyMs * 0.4)
                .setOutputTokensPerSecond(tokens / latencyMs * 1600)
                .setPromptTokens(23L)
                .setCachedTokens(0L)
                .setCompletionTokens(tokens)
                .setCostUsd(23 * 2.5e-6 + tokens * 1e-5)
                .setRatelimitLimitRequests(10_000L)
                .setRatelimitRemainingRequests(9_999L - random.nextInt(30))
                .setRatelimitLimitTokens(2_000_000L)
                .setRatelimitRemainingTokens(1_999_977L - random.nextInt(3_000))
                .setResponseModel("gpt-4o-2024-08-06")
                .setSystemFingerprint("fp_" + key.model().length())
                .setIntervalMs(INTERVAL_S * 1000L)
                .build();
    }

    private static long heapInUse() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
