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

class ExpressionTest {
    /** Ten attempts, three failures, latency 1.2 s, two timeouts. */
    private static final ProbeMetrics WINDOW = Windows.of(10, 3, Windows.START, 0)
            .setErrorsByType(Map.of("timeout", 2L))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "latency.p95 > duration('1s') && probes >= 10                     ~ YES",
                "latency.p95 > duration('1s') && probes >= 20                     ~ NO",
                "latency.p95 > duration('1200ms')                                 ~ NO",
                "failures / attempts > 0.29                                       ~ YES",
                "failures / attempts > 0.31                                       ~ NO",
                "error_rate > 0.5 || latency.p50 > duration('1s')             ~ YES",
                "errors_by_type['timeout'] + errors_by_type.server_error == 2.0   ~ YES",
                "errors_by_type['never_seen'] > 0                                 ~ NO",
                "labels.region == 'eu-west' && error_rate > 0.2                   ~ YES",
                "labels.region.startsWith('us') && error_rate > 0.2               ~ NO",
                "latency.p95 > ttft.p95 + duration('500ms')                       ~ YES",
                "latency.p95 > 1s                                                 ~ YES",
                "1 / int(error_rate) > 0                                          ~ ERROR",
            })
    void answersOverTheNumbersOfAWindow(String text, Answer answer) {
        assertThat(examine(text, WINDOW).answer()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "latency.p95 > duration('5s')                          ~ UNKNOWN",
                "latency.p95 > duration('5s') && attempts >= 10        ~ UNKNOWN",
                "latency.p95 > duration('5s') && attempts >= 20        ~ NO",
                "latency.p95 > duration('5s') || error_rate > 0.9      ~ YES",
                "latency.p95 > duration('5s') || error_rate > 1        ~ UNKNOWN",
                "!(latency.p95 > duration('5s'))                       ~ UNKNOWN",
                "latency.p95 > duration('5s') ? true : false           ~ UNKNOWN",
                "completeness < 0.5                                    ~ UNKNOWN",
            })
    void whatWasNotMeasuredIsUnknownAndNeverFalse(String text, Answer answer) {
        ProbeMetrics allFailed = Windows.failing(10, Windows.START);

        assertThat(examine(text, allFailed).answer()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "latency.p59 > duration('5s')  ~ column 1 of the expression: no metric latency.p59 (expected:"
                        + " latency.p50, latency.p99, latency.p95)",
                "probes > 1 && eror_rate > 0.1 ~ column 15 of the expression: no metric eror_rate (expected:"
                        + " error_rate, ",
                "latency.p95 > ttft.p95 + 5    ~ column 24 of the expression: + of (duration, int) (expected: both of"
                        + " one kind: times as duration('5s'), shares as 0.05)",
                "(latency.p95 > 5)             ~ column 14 of the expression: > of (duration, int) (expected: both of"
                        + " one kind",
                "avg(latency.p95) > 5          ~ column 4 of the expression: no function avg (expected: one of CEL's)",
                "latency.p95                   ~ column 8 of the expression: duration (expected: true or false, such"
                        + " as latency.p95 > duration('5s') && probes >= 20)",
                "latency.p95 > && probes > 1   ~ (expected: a CEL expression, or a triple such as latency.p95 > 5s)",
                "labels.region == 'eu'         ~ labels.region == 'eu' names no metric (expected: at least one, such"
                        + " as latency.p95 or error_rate)",
                "labels.team == 'a' && probes > 0.0 ~ cannot be worked out: ",
                "true                          ~ true names no metric",
            })
    void saysWhereAndWhatItExpected(String text, String message) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theMetricNamedFirstIsTheValueShown() {
        Finding finding = examine("probes >= 10 && latency.p95 > duration('1s')", WINDOW);

        assertThat(finding.value()).hasValue(10);
        assertThat(Condition.parse("latency.p95 > ttft.p95").unit()).isEqualTo(Unit.MILLISECONDS);
    }

    @Test
    void whatWasNotMeasuredDoesNotMakeUnknownWhatTheOtherHalfKnows() {
        ProbeMetrics allFail = Windows.failing(10, Windows.START);

        assertThat(examine("latency.p95 > duration('5s') || error_rate > 0.5", allFail))
                .extracting(Finding::answer, Finding::samples)
                .containsExactly(Answer.YES, 10L);
    }

    @Test
    void theNumberWithTheFewestMeasurementsCountsAsSamples() {
        assertThat(examine("latency.p95 > duration('1s') && probes >= 20", WINDOW)
                        .samples())
                .isEqualTo(7);
        assertThat(examine("error_rate > 0.5 && probes >= 20", WINDOW).samples())
                .isEqualTo(10);
    }

    @Test
    void itSpeaksInSilenceOnlyWhereAllItsMetricsDo() {
        ProbeMetrics silent = Windows.silent(Windows.START);

        assertThat(examine("latency.p95 > duration('5s') && probes >= 20", silent)
                        .silent())
                .as("or a slow model that falls silent would resolve")
                .isTrue();
        assertThat(examine("probes < 1 && throughput_rpm < 1", silent).silent()).isFalse();
    }

    private static Finding examine(String text, ProbeMetrics window) {
        return Condition.parse(text).examine(window, Memory.NONE);
    }
}
