package dev.probeline.alerts.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency.p95 > 5s                      | 5000",
                "ttft.p50>=800ms                       | 800",
                "latency.max > 1m30s                   | 90000",
                "error_rate > 5%                       | 0.05",
                "availability < 0.995                  | 0.995",
                "output_tokens_per_second.p50 < 20     | 20",
                "throughput_rpm < 1.5                  | 1.5",
                "cost_usd >= 0.05                      | 0.05",
                "errors_by_type.insufficient_quota > 0 | 0",
                "attempts_by_status.429 != 0           | 0",
                "ratelimit_headroom.requests < 10%     | 0.1"
            })
    void readsATripleWithItsUnit(String text, double limit) {
        assertThat(Condition.parse(text).threshold().getAsDouble()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency.p95 > 5           | threshold of latency.p95: 5 (expected: a duration such as 5s or 800ms)",
                "error_rate > 5s           | threshold of error_rate: 5s (expected: a share such as 5% or 0.05)",
                "attempts > 5m             | threshold of attempts: 5m (expected: a number)",
                "latency.p96 > 5s          | metric: latency.p96 (expected: latency.p95, latency.p99, latency.p50)",
                "errors_by_type. > 5       | metric: errors_by_type. (expected: ",
                "latency.p95               | column 8 of the expression: duration (expected: true or false, such as",
                "latency.p95 => 5s         | column 13 of the expression: ",
                "latency.p95 > 5s > 3s     | column 16 of the expression: "
            })
    void saysWhatItExpected(String text, String message) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsCountsByWordAsZeroWhereNoneWereCounted() {
        ProbeMetrics window = Windows.of(10, 3, Windows.START, 0)
                .setErrorsByType(Map.of("insufficient_quota", 3L))
                .build();

        assertThat(examine("errors_by_type.insufficient_quota > 2", window).answer())
                .isEqualTo(Answer.YES);
        assertThat(examine("errors_by_type.timeout > 0", window).answer()).isEqualTo(Answer.NO);
    }

    @Test
    void aPercentileThatWasNotMeasuredIsNoValue() {
        Finding finding = examine("latency.p95 > 5s", Windows.failing(10, Windows.START));

        assertThat(finding.value()).isEmpty();
        assertThat(finding.silent()).isFalse();
        assertThat(finding.samples()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attempts < 1", "throughput_rpm < 1", "probes < 1", "latency.count < 1"})
    void whatCountsProbesSpeaksInSilence(String text) {
        Finding finding = examine(text, Windows.silent(Windows.START));

        assertThat(finding.silent()).isFalse();
        assertThat(finding.answer()).isEqualTo(Answer.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failures < 1", "error_rate < 1%", "errors_by_type.timeout < 1", "latency.p95 < 1s"})
    void whatIsAboutProbesDoesNotSpeakInSilence(String text) {
        assertThat(examine(text, Windows.silent(Windows.START)).silent()).isTrue();
    }

    private static Finding examine(String text, ProbeMetrics window) {
        return Condition.parse(text).examine(window, Memory.NONE);
    }
}
