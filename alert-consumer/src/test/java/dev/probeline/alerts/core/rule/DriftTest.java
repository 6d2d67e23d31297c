package dev.probeline.alerts.core.rule;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {
    private final Drift drift = new Drift(Drift.Of.RESPONSE_MODEL, Duration.ofHours(1));
    private Memory memory = Memory.NONE;

    @Test
    void theFirstModelIsTheUsualOneAndAnotherIsNewForAnHour() {
        Finding first = hear(0, Map.of("gpt-4o-2024-08-06", 10L));
        Finding second = hear(600, Map.of("gpt-4o-2024-08-06", 6L, "gpt-4o-2024-11-20", 4L));
        Finding stillNew = hear(4199, Map.of("gpt-4o-2024-11-20", 10L));
        Finding usual = hear(4201, Map.of("gpt-4o-2024-11-20", 10L));

        assertThat(first.answer()).isEqualTo(Answer.NO);
        assertThat(second.answer()).isEqualTo(Answer.YES);
        assertThat(second.value()).hasValue(4);
        assertThat(second.why())
                .isEqualTo("response_model gpt-4o-2024-11-20, first seen less than 1h ago; before: gpt-4o-2024-08-06");
        assertThat(stillNew.answer()).isEqualTo(Answer.YES);
        assertThat(usual.answer()).isEqualTo(Answer.NO);
    }

    @Test
    void whereNobodyAnsweredNothingIsSaid() {
        hear(0, Map.of("a", 10L));

        assertThat(hear(60, Map.of()).answer()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void theOldModelComingBackSoonIsNoNews() {
        hear(0, Map.of("a", 10L));
        hear(60, Map.of("b", 10L));

        assertThat(hear(5000, Map.of("a", 10L)).answer()).isEqualTo(Answer.NO);
    }

    private Finding hear(int second, Map<String, Long> answered) {
        ProbeMetrics window = Windows.of(10, 0, START.plusSeconds(second), 0)
                .setAttemptsByResponseModel(answered)
                .build();
        memory = drift.learn(memory, window);
        return drift.examine(window, memory);
    }
}
