package dev.probeline.alerts.core.silence;

import static dev.probeline.alerts.Windows.SERIES;
import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is kept of a series, against what a listener tells who began to listen later. */
class PulseTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Pulse kept = Pulse.of(SERIES, Windows.of(6, 0, START, 0).build(), null);

    @Test
    void whoHeardOfNoAttemptDoesNotMoveTheLastOneForward() {
        Instant later = START.plus(Duration.ofMinutes(20));

        Pulse now = kept.with(heardFirst(Windows.of(0, 0, later, 0)));

        assertThat(now.attempt()).isEqualTo(START);
        assertThat(now.silence()).isEqualTo(Duration.ofMinutes(20));
        assertThat(now.tried()).isTrue();
    }

    @Test
    void aLongerWindowHeardFirstIsNoSignOfLife() {
        Instant later = START.plus(Duration.ofMinutes(20));

        Pulse now = kept.with(heardFirst(hour(6, later)));

        assertThat(now.attempt()).isEqualTo(START);
        assertThat(now.window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(now.heard()).isEqualTo(later);
    }

    @Test
    void aLongerWindowWhoseAttemptsNoShorterOneToldOfIsASignOfLife() {
        Instant later = START.plus(HOUR).plusSeconds(60);

        assertThat(kept.with(heardFirst(hour(1, later))).attempt()).isEqualTo(later);
        assertThat(Pulse.of(SERIES, hour(1, later).build(), kept).attempt()).isEqualTo(later);
    }

    @Test
    void anAttemptHeardOfIsTheLastOne() {
        Instant later = START.plus(Duration.ofMinutes(20));

        Pulse now = kept.with(heardFirst(Windows.of(1, 0, later, 0)));

        assertThat(now.attempt()).isEqualTo(later);
        assertThat(now.silence()).isZero();
    }

    private static Pulse heardFirst(ProbeMetrics.Builder window) {
        return Pulse.of(SERIES, window.build(), null);
    }

    private static ProbeMetrics.Builder hour(int attempts, Instant end) {
        return Windows.of(attempts, 0, end, 0).setWindowStart(end.minus(HOUR)).setWindowSizeMs(HOUR.toMillis());
    }
}
