package dev.probeline.alerts.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration POLL = Duration.ofMillis(500);

    private final Backlog<String> backlog = new Backlog<>();

    @BeforeEach
    void fill() {
        backlog.add("A fires");
        backlog.add("A resolved");
        backlog.add("B fires");
    }

    @Test
    void oneByOneInTheOrderTheyCame() {
        assertThat(backlog.due(NOW)).contains("A fires");
        done();
        assertThat(backlog.due(NOW)).contains("A resolved");
        done();
        assertThat(backlog.due(NOW)).contains("B fires");
        done();
        assertThat(backlog.due(NOW)).isEmpty();
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void nothingIsTriedBeforeTheFirstIsDue() {
        again(Duration.ofSeconds(30));

        assertThat(backlog.due(NOW.plusMillis(29_999))).isEmpty();
        assertThat(backlog.due(NOW.plusSeconds(30))).contains("A fires");
    }

    @Test
    void whatComesMeanwhileWaitsBehind() {
        again(Duration.ofSeconds(30));
        backlog.add("B resolved");

        assertThat(backlog.due(NOW.plusSeconds(1))).isEmpty();
        assertThat(backlog.due(NOW.plusSeconds(30))).contains("A fires");
    }

    @Test
    void theTrialGrowsUntilTheFirstIsDoneWithAndTheNextBeginsItsOwn() {
        again(Duration.ofSeconds(1));
        again(Duration.ofSeconds(2));
        assertThat(backlog.trial()).isEqualTo(new Trial(2, NOW));

        done();
        assertThat(backlog.trial()).isEqualTo(Trial.NONE);
        assertThat(backlog.due(NOW)).contains("A resolved");
    }

    @Test
    void whatAnotherInstanceIsToTellIsDroppedAndItsTrialWithIt() {
        again(Duration.ofMinutes(1));

        backlog.drop(record -> record.startsWith("A"));

        assertThat(backlog.due(NOW)).contains("B fires");
        assertThat(backlog.trial()).isEqualTo(Trial.NONE);
    }

    @Test
    void theFirstKeepsItsTrialWhenOnlyWhatIsBehindItIsDropped() {
        again(Duration.ofMinutes(1));

        backlog.drop(record -> record.startsWith("B"));

        assertThat(backlog.due(NOW)).isEmpty();
        assertThat(backlog.trial()).isEqualTo(new Trial(1, NOW));
    }

    @Test
    void isIdleUntilTheFirstIsDueButNotForLong() {
        assertThat(backlog.idle(NOW, POLL)).isZero();

        again(Duration.ofMillis(200));
        assertThat(backlog.idle(NOW, POLL)).isEqualTo(Duration.ofMillis(200));
        assertThat(backlog.idle(NOW.plusMillis(200), POLL)).isZero();

        again(Duration.ofHours(1));
        assertThat(backlog.idle(NOW, POLL)).isEqualTo(POLL);

        backlog.drop(record -> true);
        assertThat(backlog.idle(NOW, POLL)).isEqualTo(POLL);
    }

    private void done() {
        backlog.tried(new Progress.Done(), NOW);
    }

    private void again(Duration pause) {
        backlog.tried(new Progress.Again(backlog.trial().next(NOW), pause), NOW);
    }
}
