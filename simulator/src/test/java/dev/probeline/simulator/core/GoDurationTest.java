package dev.probeline.simulator.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ms",
        "20, 20ms",
        "425, 425ms",
        "1000, 1s",
        "1500, 1.5s",
        "1798, 1.798s",
        "60000, 1m0s",
        "150500, 2m30.5s",
        "360000, 6m0s",
        "977764, 16m17.764s",
        "85656648, 23h47m36.648s"
    })
    void printsWhatTheApiPrints(long millis, String text) {
        assertThat(GoDuration.format(millis * 1_000_000 + 999)).isEqualTo(text);
    }
}
