package dev.probeline.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
    @Test
    void percentilesAreThoseOfTheNearestRank() {
        long[] delays = LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray();

        assertThat(Delays.of(delays)).isEqualTo(new Delays(200, 100, 198, 200));
    }

    @Test
    void ofNoneThereAreNone() {
        Delays none = Delays.of(new long[0]);

        assertThat(none.count()).isZero();
        assertThat(none.p99Ms()).isNaN();
    }
}
