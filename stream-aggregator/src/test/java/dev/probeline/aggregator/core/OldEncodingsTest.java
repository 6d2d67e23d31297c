package dev.probeline.aggregator.core;

import static dev.probeline.aggregator.core.Results.failure;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.FailureExample;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A rolling upgrade reads what the release before wrote. */
class OldEncodingsTest {
    /** Two windows kinds, two successes, two failures, amended; written by the encoder of version 1. */
    private static final byte[] SLICE_1 = HexFormat.of()
            .parseHex("0180fa8fa2010104040008080408040e002a00a0c21e041e636f6e6e6563745f74696d656f75740218736572766572"
                    + "5f6572726f7202040e6e6574776f726b021070726f7669646572020606323030040635303302086e6f6e65020004d0"
                    + "03025c02c8e42a00a09afff49c040002f40202f4f40400c8c481890c0002940302b0db060080d9eec4160100000000"
                    + "002059400000000000406f400100000000002044400000000000204440010000000000804b400000000000804b4001"
                    + "cdccccccccccec3fcdccccccccccec3f0000904e041e636f6e6e6563745f74696d656f757401000000c0deabfef962"
                    + "187365727665725f6572726f72ee07011069742062726f6b65010a7265712d3100f0ceabfef962");

    private static final long T0 = 1_700_000_000_000L;
    private static final Grid STORY =
            new Grid(1000, 200, 8, 40, List.of(new WindowSpec(1, 1), new WindowSpec(5, 1), new WindowSpec(12, 4)), 5);
    private static final List<RollUp> OVER_REGIONS = List.of(new RollUp(Set.of(Label.REGION)));

    private final Names names = new Names();

    @Test
    void aSliceOfVersion1KeepsAllItHeld() {
        Slice slice = Slice.decode(SLICE_1, new int[] {1, 0, -1}, names);

        assertThat(slice.index).isEqualTo(170_000_000);
        assertThat(slice.amended).isTrue();
        assertThat(slice.nextRevision(0)).isZero();
        assertThat(slice.nextRevision(1)).isEqualTo(2);
        assertThat(slice.nextRevision(2)).isZero();
        assertThat(slice.tally.attempts).isEqualTo(4);
        assertThat(slice.tally.failures).isEqualTo(2);
        assertThat(slice.tally.byErrorType.toMap(names::name))
                .isEqualTo(Map.of("server_error", 1L, "connect_timeout", 1L));
        assertThat(slice.tally.byStatus.toMap(String::valueOf)).isEqualTo(Map.of("200", 2L, "503", 1L, "-1", 1L));
        assertThat(slice.tally.costUsd()).isEqualTo(0.00025);
        assertThat(slice.measurements[0].values.bins.total()).isEqualTo(2);
        assertThat(slice.measurements[0].values.moments.mean(2)).isEqualTo(175.25);
        assertThat(slice.extremes.ranges[0].max()).isEqualTo(250);
        assertThat(slice.extremes.headroom(Limit.REQUESTS)).isEqualTo(0.9);
        assertThat(slice.extremes.headroom(Limit.TOKENS)).isNull();
        assertThat(slice.extremes.examples())
                .extracting(FailureExample::getRequestId)
                .containsExactly(null, "req-1");
    }

    @Test
    void whatWasReadFromVersion1IsWrittenWholeAsTheNewest() {
        Slice slice = Slice.decode(SLICE_1, new int[] {0, 1}, names);

        Slice again = Slice.decode(slice.encode(new ByteWriter()), new int[] {0, 1}, names);

        assertThat(again.measurements[0].values.moments.mean(2)).isEqualTo(175.25);
        assertThat(again.measurements[1].range.min()).isEqualTo(40.25);
        assertThat(again.measurements[1].values.bins.total()).isEqualTo(1);
        assertThat(again.tally.failures).isEqualTo(2);
        assertThat(again.extremes.examples()).isEqualTo(slice.extremes.examples());
    }

    @Test
    void aSeriesOfVersion1HadNoVersionInFront() {
        byte[] stored = ByteBuffer.allocate(24)
                .putLong(170_000_000)
                .putLong(170_000_100)
                .putLong(5_000)
                .array();

        assertThat(SeriesRecord.decode(stored)).isEqualTo(new SeriesRecord(170_000_000, 170_000_100, 5_000, 0));
    }

    @Test
    void aSeriesOfVersion2KnewOfNoAnnouncedEnd() {
        byte[] stored = HexFormat.of().parseHex("0280ff8fa201c88090a201904e");

        assertThat(SeriesRecord.decode(stored)).isEqualTo(new SeriesRecord(170_000_320, 170_000_420, 10_000, 0));
    }

    @Test
    void aTaskOfVersion1DidNotSayHowManySlicesWereKept() {
        List<WindowSpec> windows = List.of(new WindowSpec(6, 1), new WindowSpec(360, 6));
        Grid grid = new Grid(10_000, 2_000, 30, 60, windows);
        byte[] stored = HexFormat.of().parseHex("0180fa8fa201a09c014e040c02d0050c");

        TaskRecord task = TaskRecord.decode(stored, grid);

        assertThat(task).isEqualTo(TaskRecord.of(170_000_000, grid));
        assertThat(task.isOf(grid)).isTrue();
        assertThat(TaskRecord.decode(stored, new Grid(10_000, 2_000, 40, 60, windows)))
                .isEqualTo(task);
        assertThat(task.grid().ring()).isEqualTo(grid.ring());
        assertThat(task.grid().blocks(6)).isEqualTo(grid.blocks(6));
    }

    @Test
    void aNewerVersionIsRefusedWithTheFix() {
        byte[] newer = SLICE_1.clone();
        newer[0] = 9;

        assertThatThrownBy(() -> Slice.decode(newer, new int[] {0, 1}, names))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 9")
                .hasMessageContaining("run the newer program");
    }

    /**
     * What version 2 stored of 26 s: region r0 probed every second, r1 six times every third, a roll-up over both, a late
     * result not yet published.
     */
    @Test
    void aTaskOfVersion2GoesOnAsIfItHadNeverBeenAnother() throws IOException {
        List<ProbeMetrics> upgraded = new ArrayList<>();
        List<ProbeMetrics> never = new ArrayList<>();
        Aggregation after = new Aggregation(STORY, OVER_REGIONS, stored("/state-2.txt"), (key, m) -> upgraded.add(m));
        Aggregation always = new Aggregation(STORY, OVER_REGIONS, new MemoryState(), (key, m) -> never.add(m));
        for (int second = 0; second < 26; second++) {
            tell(second, always);
        }
        always.add(key(1), Observations.of(success(of(1), T0 + 20_500, 77).build()), T0 + 25_600);
        never.clear();

        for (Aggregation each : List.of(after, always)) {
            for (int second = 26; second < 40; second++) {
                tell(second, each);
            }
            each.tick(T0 + 41_300, true);
            each.save();
        }

        assertThat(upgraded).hasSizeGreaterThan(100);
        // To version 3 a failed attempt had no times.
        assertThat(withoutTimes(upgraded)).containsExactlyInAnyOrderElementsOf(withoutTimes(never));
    }

    @Test
    void whatAFailedAttemptTookIsKept() {
        Slice slice = Slice.decode(SLICE_1, new int[] {0, 1}, names);
        slice.extremes.note(
                new FailureExample("timeout", null, null, null, null, Instant.ofEpochMilli(T0 + 1), 30_000.0, null));
        slice.extremes.note(
                new FailureExample("server_error", 500, null, null, "c", Instant.ofEpochMilli(T0 + 2), 1903.0, 350.0));
        byte[] written = slice.encode(new ByteWriter());

        Slice again = Slice.decode(written, new int[] {0, 1}, names);

        assertThat(again.extremes.examples()).isEqualTo(slice.extremes.examples());
    }

    private static List<ProbeMetrics> withoutTimes(List<ProbeMetrics> all) {
        int place = ProbeMetrics.getClassSchema().getField("examples").pos();
        all.forEach(metrics -> metrics.put(
                place,
                metrics.getExamples().stream()
                        .map(OldEncodingsTest::withoutTimes)
                        .toList()));
        return all;
    }

    private static FailureExample withoutTimes(FailureExample example) {
        return new FailureExample(
                example.getErrorType(),
                example.getStatusCode(),
                example.getMessage(),
                example.getRequestId(),
                example.getClientRequestId(),
                example.getCompletedAt(),
                null,
                null);
    }

    private static void tell(int second, Aggregation aggregation) {
        for (int region = 0; region < 2; region++) {
            int count = region == 0 ? 1 : second % 3 == 0 ? 6 : 0;
            for (int i = 0; i < count; i++) {
                long at = T0 + second * 1000L + 100L * i + region;
                ProbeResult result = second % 5 == 0 && region == 0
                        ? failure(of(region), at, "server_error", FaultDomain.provider)
                                .setRequestId("req-" + second)
                                .build()
                        : success(of(region), at, 100.0 + second + i)
                                .setTtftMs(10.5 + second)
                                .setPromptTokens(7L)
                                .setCostUsd(0.001)
                                .setIntervalMs(1000L)
                                .setRatelimitLimitRequests(1000L)
                                .setRatelimitRemainingRequests(900L - second)
                                .setResponseModel("m-1")
                                .build();
                aggregation.add(key(region), Observations.of(result), at);
                aggregation.tick(at, false);
            }
        }
    }

    private static SeriesKey of(int region) {
        return new SeriesKey("p", "m", "e", "r" + region, "t", "k");
    }

    private static byte[] key(int region) {
        return of(region).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Lines of a key and a value, hexadecimal. */
    private static State stored(String resource) throws IOException {
        MemoryState state = new MemoryState();
        try (InputStream in = OldEncodingsTest.class.getResourceAsStream(resource)) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(line -> {
                int space = line.indexOf(' ');
                state.put(
                        HexFormat.of().parseHex(line.substring(0, space)),
                        HexFormat.of().parseHex(line.substring(space + 1)));
            });
        }
        return state;
    }
}
