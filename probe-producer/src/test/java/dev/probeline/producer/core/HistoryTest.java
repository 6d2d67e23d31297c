package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.core.History.Change;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant T = Instant.parse("2026-11-01T12:00:00Z");
    private static final Failure GONE = Failure.of(ErrorType.MODEL_NOT_FOUND, "gone");

    private final History history = new History();

    @Test
    void theFirstSuccessChangesNothing() {
        assertThat(history.add(success(1, "m-1", "fp_1", "default"))).isEqualTo(Change.NONE);
        assertThat(history.add(success(2, "m-1", "fp_1", "default"))).isEqualTo(Change.NONE);
    }

    @Test
    void aLabelThatChangedIsToldOnceWithWhatItWas() {
        history.add(success(1, "m-1", "fp_1", "default"));
        assertThat(history.add(success(2, "m-1", "fp_2", "flex")))
                .isEqualTo(new Change(new Labels(null, "fp_1", "default"), null));
        assertThat(history.add(success(3, "m-1", "fp_2", "flex"))).isEqualTo(Change.NONE);
    }

    @Test
    void aLabelThatIsNotToldIsNoChangeAndIsNotForgotten() {
        history.add(success(1, "m-1", "fp_1", null));
        assertThat(history.add(success(2, "m-1", null, "default"))).isEqualTo(Change.NONE);
        assertThat(history.add(success(3, "m-1", "fp_2", "default")).previous().systemFingerprint())
                .isEqualTo("fp_1");
    }

    @Test
    void aFailureIsNotCompared() {
        history.add(success(1, "m-1", "fp_1", "default"));
        assertThat(history.add(attempt(2, Failure.of(ErrorType.STALLED, ""), new Labels("m-2", null, null))))
                .isEqualTo(Change.NONE);
        assertThat(history.add(success(3, "m-1", "fp_1", "default"))).isEqualTo(Change.NONE);
    }

    @Test
    void anAnswerThatIsNotAsExpectedIsComparedToldOnceAndNoSuccess() {
        history.add(success(1, "m-1", "fp_1", "default"));
        Failure unmet = Failure.of(ErrorType.EXPECTATION_FAILED, "");
        Labels swapped = new Labels("m-2", "fp_1", "default");
        assertThat(history.add(attempt(2, unmet, swapped)).previous().model()).isEqualTo("m-1");
        assertThat(history.add(attempt(3, unmet, swapped))).isEqualTo(Change.NONE);
        assertThat(history.add(attempt(4, GONE, Labels.NONE)).workedUntil()).isEqualTo(T.plusSeconds(1));
    }

    @Test
    void aModelThatIsNotFoundWorkedUntilItsLastSuccess() {
        assertThat(history.add(attempt(1, GONE, Labels.NONE))).isEqualTo(Change.NONE);
        history.add(success(2, "m-1", null, null));
        assertThat(history.add(attempt(9, GONE, Labels.NONE)).workedUntil()).isEqualTo(T.plusSeconds(2));
    }

    private static Attempt success(int second, String model, String fingerprint, String tier) {
        return attempt(second, null, new Labels(model, fingerprint, tier));
    }

    private static Attempt attempt(int second, Failure failure, Labels labels) {
        return Attempts.of(T.plusSeconds(second), failure, labels, "");
    }
}
