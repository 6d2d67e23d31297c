package dev.probeline.alerts.core.rule;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private final Forecast rule = new Forecast(
            "headroom",
            Metrics.named("ratelimit_headroom.tokens"),
            Duration.ofMinutes(1),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));

    @Test
    void saysWhenNothingWillBeLeft() {
        Finding finding = after(15, minute -> 0.8 - 0.03 * minute);

        assertThat(finding.answer()).isEqualTo(Answer.YES);
        assertThat(finding.value().getAsDouble() / 60_000).isCloseTo(0.38 / 0.03, Offset.offset(0.1));
        assertThat(finding.why()).isEqualTo("38 % left, falling by 3 % of the limit a minute over 15m");
    }

    @Test
    void whatLastsLongerIsClear() {
        assertThat(after(15, minute -> 0.8 - 0.003 * minute).answer()).isEqualTo(Answer.NO);
    }

    @Test
    void whatGoesUpAndDownIsClear() {
        assertThat(after(15, minute -> minute % 2 == 0 ? 0.5 : 0.45).answer()).isEqualTo(Answer.NO);
    }

    @Test
    void aResetLimitBeginsAnotherStory() {
        assertThat(after(16, minute -> minute < 12 ? 0.9 - 0.07 * minute : 1 - 0.001 * minute)
                        .answer())
                .as("four points since")
                .isEqualTo(Answer.UNKNOWN);
        assertThat(after(20, minute -> minute < 12 ? 0.9 - 0.07 * minute : 1 - 0.001 * minute)
                        .answer())
                .isEqualTo(Answer.NO);
    }

    @Test
    void withoutHeadersNothingIsSaid() {
        assertThat(rule.examine(Windows.failing(0, START), Memory.NONE).answer())
                .isEqualTo(Answer.UNKNOWN);
    }

    private Finding after(int minutes, IntToDoubleFunction left) {
        Memory memory = Memory.NONE;
        ProbeMetrics window = null;
        for (int minute = 0; minute < minutes; minute++) {
            window = Windows.of(10, 0, START.plusSeconds(60L * minute), 0)
                    .setMinRatelimitHeadroomTokens(left.applyAsDouble(minute))
                    .build();
            memory = rule.learn(memory, window);
        }
        return rule.examine(window, memory);
    }
}
