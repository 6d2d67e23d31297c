package dev.probeline.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void isTheMiddleOneWhateverTheOrder() {
        assertThat(Median.of(9, 1, 4)).isEqualTo(new Median(4, 1, 9));
    }

    @Test
    void isBetweenTheMiddleTwoOfAnEvenNumber() {
        assertThat(Median.of(9, 1, 4, 2)).isEqualTo(new Median(3, 1, 9));
    }

    @Test
    void thereIsNoneOfNothing() {
        assertThatThrownBy(Median::of).isInstanceOf(IllegalArgumentException.class);
    }
}
