package dev.probeline.aggregator.core;

import static dev.probeline.aggregator.core.Results.SERIES;
import static dev.probeline.aggregator.core.Results.failure;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of windows that are still open. */
class EarlyResultsTest {
    private static final long SLICE = 10_000;
    private static final long T0 = 1_700_000_000_000L;
    private static final Grid GRID = new Grid(
            SLICE, 2_000, 30, 60, List.of(new WindowSpec(6, 1), new WindowSpec(12, 6), new WindowSpec(30, 1)), 12);
    private static final List<RollUp> OVER_REGIONS = List.of(new RollUp(Set.of(Label.REGION)));

    private final List<ProbeMetrics> published = new ArrayList<>();
    private final Aggregation aggregation =
            new Aggregation(GRID, OVER_REGIONS, new MemoryState(), (key, metrics) -> published.add(metrics));

    @Test
    void anOpenWindowIsToldAtTheNextTickAndAgainWhenItCloses() {
        add(success(SERIES, T0 + 1_000, 100));

        aggregation.tick(T0 + 1_050, false);

        assertThat(windows(SERIES, 6 * SLICE)).singleElement().satisfies(m -> {
            assertThat(m.getFinal$()).isFalse();
            assertThat(m.getRevision()).isZero();
            assertThat(m.getAttempts()).isEqualTo(1);
            assertThat(m.getAsOf().toEpochMilli()).isEqualTo(T0 + 1_000);
            assertThat(m.getWindowEnd().toEpochMilli()).isEqualTo(T0 + SLICE);
        });
        aggregation.tick(T0 + SLICE + 2_000, true);
        assertThat(windows(SERIES, 6 * SLICE).get(1)).satisfies(m -> {
            assertThat(m.getFinal$()).isTrue();
            assertThat(m.getRevision()).isEqualTo(1);
            assertThat(m.getAsOf()).isEqualTo(m.getWindowEnd());
        });
    }

    @Test
    void itHoldsTheSlicesBeforeAndNoneThatHaveLeft() {
        for (int slice = 0; slice < 7; slice++) {
            add(success(SERIES, T0 + slice * SLICE + 5_000, 100 + slice));
        }

        aggregation.tick(T0 + 6 * SLICE + 5_100, false);

        ProbeMetrics open = last(SERIES, 6 * SLICE);
        assertThat(open.getAttempts()).isEqualTo(6);
        assertThat(open.getLatencyMs().getMin()).isEqualTo(101);
        assertThat(open.getLatencyMs().getMax()).isEqualTo(106);
    }

    @Test
    void aSeriesIsToldAtMostOnceASecond() {
        for (int ms = 0; ms < 5_000; ms += 100) {
            add(success(SERIES, T0 + ms, 100));
            aggregation.tick(T0 + ms, false);
        }

        assertThat(windows(SERIES, 6 * SLICE)).hasSize(5);
    }

    @Test
    void theFirstFailureAfterAGoodStretchDoesNotWait() {
        add(success(SERIES, T0, 100));
        aggregation.tick(T0 + 10, false);
        add(failure(SERIES, T0 + 100, "server_error", FaultDomain.provider));
        aggregation.tick(T0 + 110, false);
        add(failure(SERIES, T0 + 200, "server_error", FaultDomain.provider));
        aggregation.tick(T0 + 210, false);

        assertThat(windows(SERIES, 6 * SLICE))
                .as("the second failure waits")
                .extracting(ProbeMetrics::getFailures)
                .containsExactly(0L, 1L);
    }

    @Test
    void nothingNewIsNotTold() {
        add(success(SERIES, T0, 100));
        for (int ms = 0; ms < 2_000; ms += 100) {
            aggregation.tick(T0 + ms, true);
        }

        assertThat(windows(SERIES, 6 * SLICE)).hasSize(1);
    }

    @Test
    void whoIsBehindSpeaksOfClosedWindowsOnly() {
        add(success(SERIES, T0, 100));

        aggregation.tick(T0 + 2_001, false);

        assertThat(published).isEmpty();
    }

    @Test
    void longWindowsWaitUntilTheyClose() {
        add(success(SERIES, T0, 100));

        aggregation.tick(T0 + 100, false);

        assertThat(windows(SERIES, 30 * SLICE)).isEmpty();
    }

    @Test
    void ofAWindowThatAdvancesInStridesTheNextToEndIsTold() {
        long minute = T0 / 60_000 * 60_000;
        add(success(SERIES, minute + 15_000, 100));

        aggregation.tick(minute + 15_100, false);

        assertThat(last(SERIES, 12 * SLICE).getWindowEnd().toEpochMilli()).isEqualTo(minute + 60_000);
    }

    @Test
    void aRollUpIsToldOfWhatItsSeriesHaveSeen() {
        SeriesKey other = new SeriesKey("openai", "gpt-4o", "chat/completions", "us-east-1", "gpt-4o-chat", "default");
        add(success(SERIES, T0, 100));
        add(failure(other, T0 + 10, "server_error", FaultDomain.provider));

        aggregation.tick(T0 + 100, false);

        ProbeMetrics open = last(new RollUp(Set.of(Label.REGION)).of(SERIES), 6 * SLICE);
        assertThat(open.getAttempts()).isEqualTo(2);
        assertThat(open.getFailures()).isEqualTo(1);
        assertThat(open.getRegions().get("us-east-1").getFailures()).isEqualTo(1);
        assertThat(open.getErrorsByType()).isEqualTo(Map.of("server_error", 1L));
    }

    @Test
    void ofAnOpenWindowOnlyWhatWasDueSoFarIsExpected() {
        for (int i = 0; i <= 5; i++) {
            add(success(SERIES, T0 + i * SLICE, 100).setIntervalMs(SLICE));
        }

        aggregation.tick(T0 + 5 * SLICE + 100, false);

        assertThat(last(SERIES, 6 * SLICE).getExpectedProbes()).isEqualTo(5);
    }

    private void add(ProbeResult.Builder builder) {
        ProbeResult result = builder.build();
        SeriesKey key = new SeriesKey(
                result.getProvider(),
                result.getModel(),
                result.getEndpoint(),
                result.getRegion(),
                result.getTarget(),
                result.getApiKeyAlias());
        aggregation.add(
                key.toString().getBytes(StandardCharsets.UTF_8),
                Observations.of(result),
                result.getCompletedAt().toEpochMilli());
    }

    private ProbeMetrics last(SeriesKey key, long sizeMs) {
        List<ProbeMetrics> windows = windows(key, sizeMs);
        return windows.get(windows.size() - 1);
    }

    private List<ProbeMetrics> windows(SeriesKey key, long sizeMs) {
        return published.stream()
                .filter(m -> m.getWindowSizeMs() == sizeMs && m.getRegion().equals(key.region()))
                .toList();
    }
}
