package dev.probeline.aggregator.core;

import static dev.probeline.aggregator.core.Results.SERIES;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restart with other windows or another retention: windows that were there before miss nothing of their past. */
class GridChangeTest {
    private static final long SLICE = 10_000;
    private static final long GRACE = 2_000;
    private static final long FIRST = 170_000_000L;
    private static final int LENGTH = 200;
    private static final Grid BEFORE = grid(10, "1/1", "6/1", "48/6", "96/24");

    private final MemoryState state = new MemoryState();
    private final List<ProbeMetrics> published = new ArrayList<>();
    private long next = FIRST;

    static Stream<Grid> others() {
        return Stream.of(
                grid(10, "1/1", "3/1", "6/1", "48/6", "96/24"),
                grid(10, "1/1", "48/6", "96/24"),
                grid(10, "1/1", "12/1", "48/6", "96/24"),
                grid(10, "1/1", "6/1", "96/24"),
                grid(10, "1/1", "6/1", "36/12", "48/6", "96/24"),
                grid(10, "1/1", "6/1", "48/12", "96/24"),
                grid(10, "1/1", "6/1", "10/4", "48/6", "96/24"),
                grid(3, "1/1", "6/1", "48/6", "96/24"),
                grid(31, "1/1", "6/1", "48/6", "96/24"),
                grid(31, "96/24", "48/6", "72/6"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void windowsThatWereThereMissNothing(Grid other) {
        Aggregation aggregation = run(start(BEFORE), LENGTH);
        run(start(BEFORE), 7);
        for (Grid grid : List.of(other, other, BEFORE, BEFORE, other)) {
            List<WindowSpec> known =
                    BEFORE.windows().stream().filter(other.windows()::contains).toList();
            published.clear();
            aggregation = run(start(grid), 29);

            assertThat(aggregation.closed()).isEqualTo(next - 2);
            for (WindowSpec window : known) {
                assertThat(ofKind(window)).as("%s of %s", window, grid).isNotEmpty();
                for (ProbeMetrics metrics : ofKind(window)) {
                    long end = metrics.getWindowEnd().toEpochMilli() / SLICE - 1;
                    assertThat(metrics.getAttempts())
                            .as("%s of %s, slice %d", window, grid, end - FIRST)
                            .isEqualTo(LongStream.rangeClosed(end - window.size() + 1, end)
                                    .map(GridChangeTest::attemptsIn)
                                    .sum());
                    assertThat(metrics.getLatencyMs().getMax())
                            .isEqualTo(LongStream.rangeClosed(end - window.size() + 1, end)
                                    .filter(slice -> attemptsIn(slice) > 0)
                                    .mapToObj(GridChangeTest::latency)
                                    .max(Double::compare)
                                    .orElse(null));
                }
            }
        }
    }

    @Test
    void aSliceOfAnotherLengthIsRefusedWithTheFix() {
        run(start(BEFORE), 3);

        assertThatThrownBy(() -> start(new Grid(5_000, GRACE, 10, 1000, BEFORE.windows())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("5000")
                .hasMessageContaining("application_id");
    }

    private Aggregation start(Grid grid) {
        return new Aggregation(grid, List.of(), state, (key, metrics) -> published.add(metrics));
    }

    /** Slice after slice, with a commit now and then and one at the end. */
    private Aggregation run(Aggregation aggregation, int slices) {
        for (long end = next + slices; next < end; next++) {
            for (long i = 0; i < attemptsIn(next); i++) {
                aggregation.add(
                        SERIES.toString().getBytes(StandardCharsets.UTF_8),
                        Observations.of(success(SERIES, next * SLICE + GRACE + i, latency(next))
                                .build()),
                        next * SLICE + GRACE + i);
            }
            aggregation.tick(next * SLICE + GRACE + 100, true);
            if (next % 5 == 0) {
                aggregation.save();
            }
        }
        aggregation.save();
        return aggregation;
    }

    /** Some slices see nothing. */
    private static long attemptsIn(long slice) {
        return slice < FIRST ? 0 : slice * 7919 % 4;
    }

    private static double latency(long slice) {
        return 100.0 + slice * 31 % 997;
    }

    private List<ProbeMetrics> ofKind(WindowSpec window) {
        return published.stream()
                .filter(ProbeMetrics::getFinal$)
                .filter(metrics -> metrics.getWindowSizeMs() == window.size() * SLICE)
                .toList();
    }

    private static Grid grid(int retention, String... windows) {
        return new Grid(
                SLICE,
                GRACE,
                retention,
                1000,
                Stream.of(windows)
                        .map(window -> window.split("/"))
                        .map(parts -> new WindowSpec(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])))
                        .toList());
    }
}
