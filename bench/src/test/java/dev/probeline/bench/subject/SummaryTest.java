package dev.probeline.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void countsAndPercentilesSurviveTheirBytes() {
        Summary summary = new Summary();
        for (int latency = 1; latency <= 1_000; latency++) {
            summary.add(false, latency);
        }
        summary.add(true, 5);

        Summary read = Summary.decode(summary.encode());

        assertThat(read.attempts()).isEqualTo(1_001);
        assertThat(read.failures()).isEqualTo(1);
        assertThat(read.quantile(0.95)).isCloseTo(950, withinPercentage(1));
    }

    @Test
    void mergesBothHalves() {
        Summary merged = new Summary()
                .add(false, 10)
                .merge(new Summary().add(false, 1_000).add(true, 1));

        assertThat(merged.attempts()).isEqualTo(3);
        assertThat(merged.quantile(1)).isCloseTo(1_000, withinPercentage(1));
    }
}
