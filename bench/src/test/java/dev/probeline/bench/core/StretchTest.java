package dev.probeline.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final long SECOND = 1_000_000_000;

    /** Nothing for two seconds, then 10 records a second for ten, with half a CPU. */
    private static final List<Sample> RUN = LongStream.rangeClosed(0, 12)
            .mapToObj(second -> new Sample(second * SECOND, second * SECOND / 2, Math.max(0, second - 2) * 10))
            .toList();

    @Test
    void countsFromWarmUpToEnd() {
        Speed speed = new Stretch(30, 0, 80, 100).speed(RUN);

        assertThat(speed).isEqualTo(new Speed(50, 5, 2.5));
        assertThat(speed.recordsPerSecond()).isEqualTo(10);
        assertThat(speed.cpuSecondsPerMillion()).isEqualTo(50_000);
    }

    @Test
    void warmUpByTimeBeginsWithTheFirstRecord() {
        assertThat(new Stretch(0, 4, 1_000, 100).speed(RUN)).isEqualTo(new Speed(50, 5, 2.5));
    }

    @Test
    void countsNoLongerThanAsked() {
        assertThat(new Stretch(30, 0, 1_000, 2).speed(RUN)).isEqualTo(new Speed(20, 2, 1));
    }

    @Test
    void isOverOnceNothingMoreCounts() {
        Stretch stretch = new Stretch(30, 0, 80, 100);

        assertThat(stretch.isOver(RUN.subList(0, 10))).isFalse();
        assertThat(stretch.isOver(RUN.subList(0, 11))).isTrue();
    }

    @Test
    void aRunThatEndsInItsWarmUpHasNoSpeed() {
        assertThatThrownBy(() -> new Stretch(100, 0, 200, 5).speed(RUN)).hasMessageContaining("more --records");
    }
}
