package dev.probeline.simulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LatencyTest {

    private static final int DRAWS = 20_001;

    @Property(tries = 20)
    void medianAndSigmaAreThoseAskedFor(
            @ForAll @IntRange(min = 1, max = 5000) int medianMillis,
            @ForAll @DoubleRange(min = 0.05, max = 1) double sigma,
            @ForAll long seed) {
        long[] draws = draws(new Latency(Duration.ofMillis(medianMillis), sigma, 0, 1), seed);

        assertThat(draws[DRAWS / 2] / 1e6 / medianMillis).isCloseTo(1, within(0.05));
        double logOfP84 = Math.log(draws[(int) (DRAWS * 0.8413)] / 1e6 / medianMillis);
        assertThat(logOfP84 / sigma).isCloseTo(1, within(0.08));
    }

    @Property(tries = 5)
    void theTailIsAsOftenAndAsSlowAsAskedFor(@ForAll long seed) {
        long[] draws = draws(new Latency(Duration.ofMillis(100), 0, 0.05, 10), seed);

        long slow =
                LongStream.of(draws).filter(nanos -> nanos == 1_000_000_000L).count();
        assertThat(slow / (double) DRAWS).isCloseTo(0.05, within(0.01));
    }

    private static long[] draws(Latency latency, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return LongStream.generate(() -> latency.drawNanos(random))
                .limit(DRAWS)
                .sorted()
                .toArray();
    }
}
