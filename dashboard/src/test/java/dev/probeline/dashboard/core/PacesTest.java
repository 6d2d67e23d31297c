package dev.probeline.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacesTest {
    private final Paces paces = new Paces(5);

    @Test
    void tenSecondsMayComeAtOnceAndThenTheRate() {
        assertThat(allowed("a", 100, 0)).isEqualTo(50);
        assertThat(allowed("a", 100, 1000)).isEqualTo(5);
        assertThat(allowed("a", 100, 1_000_000)).isEqualTo(50);
    }

    @Test
    void oneClientCostsAnotherNothing() {
        allowed("a", 100, 0);

        assertThat(allowed("b", 100, 0)).isEqualTo(50);
    }

    @Test
    void aClockThatGoesBackTakesNothingAway() {
        allowed("a", 1, 10_000);

        assertThat(allowed("a", 100, 0)).isEqualTo(49);
    }

    @Test
    void manyClientsShareTheMemoryForAFew() {
        allowed("first", 50, 0);
        IntStream.range(0, 3000).forEach(number -> allowed("other-" + number, 1, 0));

        assertThat(allowed("first", 1, 0))
                .as("it was forgotten, and begins anew")
                .isEqualTo(1);
    }

    private long allowed(String client, int asked, long nowMs) {
        return IntStream.range(0, asked)
                .filter(number -> paces.allows(client, nowMs))
                .count();
    }
}
