package dev.probeline.aggregator.core;

import static dev.probeline.aggregator.core.Results.SERIES;
import static dev.probeline.aggregator.core.Results.failure;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.FailureExample;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AggregationTest {
    private static final long SLICE = 10_000;
    private static final long GRACE = 2_000;
    private static final long T0 = 1_700_000_000_000L;
    private static final Grid GRID =
            new Grid(SLICE, GRACE, 30, 60, List.of(new WindowSpec(1, 1), new WindowSpec(6, 1), new WindowSpec(12, 6)));

    private final MemoryState state = new MemoryState();
    private final List<ProbeMetrics> published = new ArrayList<>();
    private Aggregation aggregation = new Aggregation(GRID, List.of(), state, (key, metrics) -> published.add(metrics));

    @Test
    void aWindowIsPublishedOnceItsGraceHasPassed() {
        add(success(SERIES, T0 + 1_000, 100));

        add(success(SERIES, T0 + SLICE + GRACE - 1, 100));
        assertThat(published).isEmpty();
        add(success(SERIES, T0 + SLICE + GRACE, 100));

        assertThat(windows(SLICE)).singleElement().satisfies(m -> {
            assertThat(m.getWindowEnd().toEpochMilli()).isEqualTo(T0 + SLICE);
            assertThat(m.getAttempts()).isEqualTo(1);
            assertThat(m.getRevision()).isZero();
            assertThat(m.getFinal$()).isTrue();
        });
    }

    @Test
    void silenceClosesByTheWallClockOnlyWhenIdle() {
        add(success(SERIES, T0 + 1_000, 100));

        tick(T0 + 60_000, false);
        assertThat(published).isEmpty();
        tick(T0 + SLICE + GRACE, true);

        assertThat(windows(SLICE)).hasSize(1);
    }

    @Test
    void aSilentSeriesGoesOnPublishingUntilItExpires() {
        add(success(SERIES, T0 + 1_000, 100));

        for (int slice = 1; slice <= 100; slice++) {
            tick(T0 + slice * SLICE, true);
        }

        assertThat(windows(SLICE)).hasSize(GRID.expiry() + 1);
        assertThat(windows(SLICE).subList(1, windows(SLICE).size())).allSatisfy(m -> {
            assertThat(m.getAttempts()).isZero();
            assertThat(m.getErrorRate()).isNull();
            assertThat(m.getLatencyMs().getP95()).isNull();
        });
        assertThat(aggregation.series()).isZero();
        assertThat(state.keys())
                .as("nothing is left of the series")
                .noneMatch(key -> key instanceof StateKey.OfSeries || key instanceof StateKey.OfSlice);
    }

    @Test
    void seriesThatExpireTogetherAreForgottenAFewAtATime() {
        aggregation = new Aggregation(GRID, List.of(), state, (key, metrics) -> published.add(metrics), 10);
        for (int region = 0; region < 5; region++) {
            SeriesKey key = new SeriesKey("p", "m", "e", "r" + region, "t", "k");
            add(success(key, T0 + 1_000, 100));
        }
        List<Integer> left = new ArrayList<>();
        for (int slice = 1; slice <= 100; slice++) {
            tick(T0 + slice * SLICE, true);
            aggregation.save();
            left.add(aggregation.series());
        }

        assertThat(left).containsSequence(5, 4, 3, 2, 1, 0);
        assertThat(state.keys()).noneMatch(key -> key instanceof StateKey.OfSeries || key instanceof StateKey.OfSlice);
    }

    @Test
    void aRestartForgetsTheNamesThatNoSliceHoldsAnyMore() {
        for (int answer = 0; answer < 16_000; answer++) {
            add(success(SERIES, T0 + 1_000, 100).setSystemFingerprint("fp-" + answer));
        }
        for (int slice = 1; slice <= 100; slice++) {
            add(success(SERIES, T0 + slice * SLICE, 100).setSystemFingerprint("fp-1"));
            aggregation.save();
        }
        assertThat(newFingerprintIn(aggregation, 101)).containsOnlyKeys("fp-1", "_OTHER");

        aggregation = new Aggregation(GRID, List.of(), state, (key, metrics) -> published.add(metrics));

        assertThat(newFingerprintIn(aggregation, 103)).containsOnlyKeys("fp-1", "new");
    }

    private Map<String, Long> newFingerprintIn(Aggregation of, int slice) {
        add(success(SERIES, T0 + slice * SLICE, 100).setSystemFingerprint("new"));
        add(success(SERIES, T0 + slice * SLICE, 100).setSystemFingerprint("fp-1"));
        tick(T0 + (slice + 1) * SLICE + GRACE, true);
        of.save();
        List<ProbeMetrics> shortest = windows(SLICE);
        return shortest.get(shortest.size() - 1).getAttemptsBySystemFingerprint();
    }

    @Test
    void ofALongStandstillOnlyTheLastPartIsPublishedAsSilence() {
        add(success(SERIES, T0 + 1_000, 100));

        tick(T0 + 55 * SLICE + GRACE, true);

        assertThat(windows(SLICE))
                .extracting(m -> (m.getWindowEnd().toEpochMilli() - T0) / SLICE)
                .containsExactlyElementsOf(
                        LongStream.concat(LongStream.rangeClosed(1, 14), LongStream.rangeClosed(43, 55))
                                .boxed()
                                .toList());
    }

    @Test
    void anAttemptAfterAGapTakesNoSlotFromASliceStillInAWindow() {
        add(success(SERIES, T0 + 1_000, 100));

        add(success(SERIES, T0 + GRID.ring() * SLICE + 1_000, 100));
        tick(T0 + (GRID.ring() + 1) * SLICE + GRACE, true);

        assertThat(windows(SLICE))
                .extracting(ProbeMetrics::getAttempts)
                .startsWith(1L)
                .endsWith(1L);
        assertThat(windows(6 * SLICE).get(windows(6 * SLICE).size() - 1).getAttempts())
                .isEqualTo(1);
    }

    @Test
    void aLongStretchIsClosedInPortionsWithCommitsInBetween() {
        aggregation = new Aggregation(GRID, List.of(), state, (key, metrics) -> published.add(metrics), 10);
        add(success(SERIES, T0 + 1_000, 100));
        add(success(SERIES, T0 + 20 * SLICE, 100));

        List<Integer> portions = new ArrayList<>();
        while (aggregation.isBehind()) {
            aggregation.save();
            int before = published.size();
            tick(T0 + 20 * SLICE, false);
            portions.add(published.size() - before);
        }

        assertThat(portions)
                .hasSizeBetween(3, 5)
                .allMatch(portion -> portion < 10 + GRID.windows().size());
        assertThat(windows(SLICE)).hasSize(19).allMatch(m -> m.getRevision() == 0);
    }

    @Test
    void correctionsDoNotWaitUntilTheirSlicesAreGone() {
        add(success(SERIES, T0 + 1_000, 100));
        add(success(SERIES, T0 + 5 * SLICE + GRACE, 100));
        tick(T0 + 5 * SLICE + GRACE, false);
        add(failure(SERIES, T0 + 2_000, "overloaded", FaultDomain.provider), T0 + 5 * SLICE + GRACE);

        for (int slice = 6; slice < 60; slice++) {
            add(success(SERIES, T0 + slice * SLICE, 100));
        }

        assertThat(windows(SLICE))
                .filteredOn(m -> m.getRevision() == 1)
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.getWindowEnd().toEpochMilli()).isEqualTo(T0 + SLICE);
                    assertThat(m.getAttempts()).isEqualTo(2);
                });
    }

    @Test
    void otherWindowsAndRetentionGoOnFromTheSameSlices() {
        for (int slice = 0; slice < 20; slice++) {
            add(success(SERIES, T0 + slice * SLICE, 100));
        }
        List<WindowSpec> others = List.of(new WindowSpec(3, 1), new WindowSpec(1, 1));
        published.clear();

        for (int retention : new int[] {20, 45}) {
            aggregation = new Aggregation(
                    new Grid(SLICE, GRACE, retention, 60, others),
                    List.of(),
                    state,
                    (key, metrics) -> published.add(metrics));
            tick(T0 + 20 * SLICE, false);
        }
        add(failure(SERIES, T0 + 15 * SLICE, "overloaded", FaultDomain.provider), T0 + 20 * SLICE);
        tick(T0 + 20 * SLICE + GRACE, true);
        tick(T0 + 20 * SLICE + GRACE + 1_000, true);

        assertThat(windows(SLICE))
                .filteredOn(m -> m.getWindowEnd().toEpochMilli() == T0 + 16 * SLICE)
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.getRevision())
                            .as("published once under the old grid")
                            .isEqualTo(1);
                    assertThat(m.getAttempts()).isEqualTo(2);
                });
        assertThat(windows(3 * SLICE))
                .allSatisfy(m -> assertThat(m.getAttempts()).isGreaterThanOrEqualTo(3));
    }

    @Test
    void aLateAttemptCorrectsEveryWindowItTouches() {
        add(success(SERIES, T0 + 1_000, 100));
        tick(T0 + 20 * SLICE + GRACE, true);
        published.clear();

        add(failure(SERIES, T0 + 2_000, "overloaded", FaultDomain.provider), T0 + 20 * SLICE + GRACE);
        tick(T0 + 20 * SLICE + GRACE + 1_000, true);

        assertThat(windows(SLICE)).singleElement().satisfies(m -> {
            assertThat(m.getRevision()).isEqualTo(1);
            assertThat(m.getAttempts()).isEqualTo(2);
            assertThat(m.getErrorsByType()).isEqualTo(Map.of("overloaded", 1L));
        });
        assertThat(windows(6 * SLICE)).hasSize(6).allSatisfy(m -> {
            assertThat(m.getRevision()).isEqualTo(1);
            assertThat(m.getFailures()).isEqualTo(1);
        });
    }

    @Test
    void aCorrectionSurvivesACrashBeforeItIsPublished() {
        add(success(SERIES, T0 + 1_000, 100));
        tick(T0 + 3 * SLICE + GRACE, true);
        add(success(SERIES, T0 + 2_000, 100), T0 + 3 * SLICE + GRACE);
        published.clear();

        aggregation = new Aggregation(GRID, List.of(), state, (key, metrics) -> published.add(metrics));
        tick(T0 + 3 * SLICE + GRACE + 1, true);

        assertThat(windows(SLICE))
                .singleElement()
                .satisfies(m -> assertThat(m.getAttempts()).isEqualTo(2));
    }

    @Test
    void whatIsOlderThanRetentionIsRejected() {
        add(success(SERIES, T0 + 1_000, 100));
        tick(T0 + (GRID.retention() + 1) * SLICE + GRACE, true);

        assertThatThrownBy(() -> add(success(SERIES, T0 + 2_000, 100), T0 + 40 * SLICE))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectedException.Reason.TOO_LATE));
    }

    @Test
    void aClockAheadCountsAtItsArrivalAndClosesNothingEarly() {
        add(success(SERIES, T0 + 1_000, 100));

        add(success(SERIES, T0 + 3_600_000, 100), T0 + 2_000);

        assertThat(published).isEmpty();
        tick(T0 + SLICE + GRACE, true);
        assertThat(windows(SLICE))
                .singleElement()
                .satisfies(m -> assertThat(m.getAttempts()).isEqualTo(2));
    }

    @Test
    void aKeyThatIsNotTheRecordsOwnIsRejected() {
        ProbeResult result = success(SERIES, T0, 1).build();

        assertThatThrownBy(() ->
                        aggregation.add("a|b|c|d|e|f".getBytes(StandardCharsets.UTF_8), Observations.of(result), T0))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void impossibleValuesAreRejected() {
        for (double latency : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> add(success(SERIES, T0, 1).setLatencyMs(latency)))
                    .isInstanceOf(RejectedException.class);
        }
        assertThat(state.size()).isZero();
    }

    @Test
    void costsThatCouldNotBeAddedUpAreRejected() {
        assertThatThrownBy(() -> add(success(SERIES, T0, 1).setCostUsd(1e9)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("cost_usd");
    }

    @Test
    void aTimeThatCannotBeIsRejectedAndMovesNothing() {
        for (long at : new long[] {Long.MIN_VALUE + 100, 0, 1_577_836_799_999L}) {
            assertThatThrownBy(() -> aggregation.add(
                            SERIES.toString().getBytes(StandardCharsets.UTF_8),
                            Observations.of(success(SERIES, at, 100).build()),
                            T0))
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            e -> assertThat(e.reason()).isEqualTo(RejectedException.Reason.IMPOSSIBLE_VALUE));
        }
        add(success(SERIES, T0 + 1_000, 100));
        tick(T0 + SLICE + GRACE, true);

        assertThat(windows(SLICE)).hasSize(1);
    }

    @Test
    void aSeriesTooManyIsRejectedAndTheOthersGoOn() {
        SeriesKey other = new SeriesKey("p", "one too many", "e", "r", "t", "k");
        aggregation.limit(1);
        add(success(SERIES, T0, 100));

        assertThatThrownBy(() -> add(success(other, T0 + 500, 100)))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectedException.Reason.TOO_MANY_SERIES))
                .hasMessageContaining("max_series");
        add(success(SERIES, T0 + 1_000, 100));
        tick(T0 + SLICE + GRACE, true);

        assertThat(windows(SLICE))
                .singleElement()
                .satisfies(m -> assertThat(m.getAttempts()).isEqualTo(2));
    }

    @Test
    void whoAnsweredIsCountedAndForgottenWithItsSlices() {
        add(success(SERIES, T0, 100).setResponseModel("gpt-4o-2024-05-13").setSystemFingerprint("fp_1"));
        add(success(SERIES, T0 + 6 * SLICE, 100)
                .setResponseModel("gpt-4o-2024-08-06")
                .setSystemFingerprint("fp_2"));
        add(success(SERIES, T0 + 6 * SLICE + 1, 100));

        tick(T0 + 7 * SLICE + GRACE, true);

        assertThat(windows(6 * SLICE).get(0).getAttemptsByResponseModel()).isEqualTo(Map.of("gpt-4o-2024-05-13", 1L));
        ProbeMetrics last = windows(6 * SLICE).get(6);
        assertThat(last.getAttempts()).isEqualTo(2);
        assertThat(last.getAttemptsByResponseModel()).isEqualTo(Map.of("gpt-4o-2024-08-06", 1L));
        assertThat(last.getAttemptsBySystemFingerprint()).isEqualTo(Map.of("fp_2", 1L));
    }

    @Test
    void accountFaultsLeaveAvailabilityAlone() {
        add(success(SERIES, T0, 100));
        add(failure(SERIES, T0 + 1, "insufficient_quota", FaultDomain.account));
        add(failure(SERIES, T0 + 2, "server_error", FaultDomain.provider));

        tick(T0 + SLICE + GRACE, true);

        ProbeMetrics m = windows(SLICE).get(0);
        assertThat(m.getErrorRate()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(m.getEligibleProbes()).isEqualTo(2);
        assertThat(m.getAvailability()).isEqualTo(0.5);
        assertThat(m.getExamples())
                .extracting(FailureExample::getErrorType)
                .containsExactly("server_error", "insufficient_quota");
    }

    @Test
    void completenessTellsWhatWasDueButNeverCame() {
        for (int i = 0; i < 5; i++) {
            add(success(SERIES, T0 + i * 1_000L, 100).setIntervalMs(1_000L));
        }

        tick(T0 + 2 * SLICE + GRACE, true);

        assertThat(windows(SLICE)).extracting(ProbeMetrics::getCompleteness).containsExactly(0.5, 0.0);
    }

    @Test
    void theAnnouncedEndOfAModelIsToldUntilItIsTakenBack() {
        add(success(SERIES, T0, 100).setShutdownDate("2027-10-23"));
        add(failure(SERIES, T0 + SLICE, "server_error", FaultDomain.provider));
        tick(T0 + 2 * SLICE + GRACE, true);
        aggregation = new Aggregation(GRID, List.of(), state, (key, metrics) -> published.add(metrics));
        tick(T0 + 3 * SLICE + GRACE, true);
        add(success(SERIES, T0 + 3 * SLICE + GRACE, 100));
        tick(T0 + 4 * SLICE + GRACE, true);

        assertThat(windows(SLICE))
                .extracting(ProbeMetrics::getShutdownDate)
                .containsExactly("2027-10-23", "2027-10-23", "2027-10-23", null);
    }

    @Test
    void aRollUpTellsTheEarliestEndOfItsModels() {
        aggregation = new Aggregation(
                GRID, List.of(new RollUp(Set.of(Label.REGION))), state, (key, metrics) -> published.add(metrics));
        SeriesKey other = new SeriesKey("openai", "gpt-4o", "chat/completions", "us-east-1", "gpt-4o-chat", "default");
        SeriesKey third = new SeriesKey("openai", "gpt-4o", "chat/completions", "af-south-1", "gpt-4o-chat", "default");
        add(success(SERIES, T0, 100).setShutdownDate("2027-10-23"));
        add(success(other, T0 + 1, 100).setShutdownDate("2027-03-01"));
        add(success(third, T0 + 2, 100).setShutdownDate("soon"));

        tick(T0 + SLICE + GRACE, true);

        assertThat(windows(SLICE))
                .extracting(ProbeMetrics::getRegion, ProbeMetrics::getShutdownDate)
                .containsExactlyInAnyOrder(
                        tuple("eu-west-1", "2027-10-23"),
                        tuple("us-east-1", "2027-03-01"),
                        tuple("af-south-1", null),
                        tuple("*", "2027-03-01"));
    }

    private void add(ProbeResult.Builder result) {
        add(result, result.getCompletedAt().toEpochMilli());
    }

    private void add(ProbeResult.Builder builder, long arrivalMs) {
        ProbeResult result = builder.build();
        SeriesKey key = new SeriesKey(
                result.getProvider(),
                result.getModel(),
                result.getEndpoint(),
                result.getRegion(),
                result.getTarget(),
                result.getApiKeyAlias());
        aggregation.add(key.toString().getBytes(StandardCharsets.UTF_8), Observations.of(result), arrivalMs);
        aggregation.save();
    }

    private void tick(long nowMs, boolean idle) {
        aggregation.tick(nowMs, idle);
        aggregation.save();
    }

    private List<ProbeMetrics> windows(long sizeMs) {
        return published.stream().filter(m -> m.getWindowSizeMs() == sizeMs).toList();
    }
}
