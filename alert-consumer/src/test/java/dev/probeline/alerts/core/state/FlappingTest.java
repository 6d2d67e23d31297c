package dev.probeline.alerts.core.state;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Rules;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A condition that is met for a minute and clear for a minute, over and over. */
class FlappingTest {
    private final Story story = new Story(Rules.rule(Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP));
    private Instant now = START;

    @Test
    void theFourthIncidentOfAnHourIsToldAsFlappingAndStaysUntilItIsCalm() {
        flap(20);
        List<AlertEvent> firing = begun();
        calm(14);
        int during = resolved();
        calm(2);

        assertThat(firing).hasSize(4);
        assertThat(firing).extracting(AlertEvent::getFlapping).containsExactly(false, false, false, true);
        assertThat(during).as("told as over: the three before").isEqualTo(3);
        assertThat(resolved()).isEqualTo(4);
    }

    @Test
    void aRestartDoesNotForgetThatItFlaps() {
        for (int round = 0; round < 20; round++) {
            flap(1);
            story.restart();
        }

        assertThat(begun()).hasSize(4);
    }

    @Test
    void fourIncidentsInADayAreFourIncidents() {
        for (int round = 0; round < 4; round++) {
            flap(1);
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(begun()).hasSize(4).extracting(AlertEvent::getFlapping).containsOnly(false);
        assertThat(resolved()).isEqualTo(4);
    }

    private void flap(int rounds) {
        for (int round = 0; round < rounds; round++) {
            story.tell(failing(8, now)).tell(failing(0, now.plusSeconds(60)));
            now = now.plusSeconds(120);
        }
    }

    private void calm(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            story.tell(failing(0, now));
            now = now.plusSeconds(60);
        }
    }

    private List<AlertEvent> begun() {
        return story.events().stream()
                .filter(event ->
                        event.getState() == AlertState.firing && event.getPreviousState() != AlertState.recovering)
                .toList();
    }

    private int resolved() {
        return (int) story.events().stream()
                .filter(event -> event.getState() == AlertState.resolved)
                .count();
    }
}
