package dev.probeline.alerts.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import org.junit.jupiter.api.Test;

class TellingTest {
    @Test
    void peopleAreToldOfFiringItsEndAndSilence() {
        assertThat(Telling.of(Events.firing(), true)).isEqualTo(Telling.FIRING);
        assertThat(Telling.of(Events.resolved(), true)).isEqualTo(Telling.RESOLVED);
        assertThat(of(AlertState.firing, AlertState.no_data)).isEqualTo(Telling.NO_DATA);
    }

    @Test
    void nobodyIsToldOfWhatNeverFired() {
        assertThat(of(AlertState.unknown, AlertState.pending).told()).isFalse();
        assertThat(of(AlertState.pending, AlertState.resolved)).isEqualTo(Telling.NEVER_FIRED);
    }

    @Test
    void aRelapseIsNoSecondPage() {
        assertThat(of(AlertState.firing, AlertState.recovering).told()).isFalse();
        assertThat(of(AlertState.recovering, AlertState.firing)).isEqualTo(Telling.FIRING_ALREADY);
    }

    @Test
    void aReceiverMayDeclineTheEnd() {
        assertThat(Telling.of(Events.resolved(), false)).isEqualTo(Telling.RESOLVED_NOT_WANTED);
    }

    private static Telling of(AlertState from, AlertState to) {
        AlertEvent event = Events.event(from, to).build();
        return Telling.of(event, true);
    }
}
