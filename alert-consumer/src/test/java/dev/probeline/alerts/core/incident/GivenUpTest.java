package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.TERMS;
import static dev.probeline.alerts.core.incident.Rig.WAIT;
import static dev.probeline.alerts.core.incident.Rig.plan;
import static dev.probeline.alerts.core.incident.Rig.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A notification that went to the dead letters is one that people still have to hear. */
class GivenUpTest {
    private static final Answer AWAY = new Answer.Unreachable();
    private static final Answer OK = new Answer.Status(200, Optional.empty());
    private static final Duration STEP = Duration.ofSeconds(30);

    private final Rig rig = new Rig(plan(route("pager")), Map.of("pager", TERMS, "chat", TERMS));

    @Test
    void anEndIsToldThoughTheReceiverWasAwayForLongerThanItIsTried() {
        AlertEvent alert = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        pager(AWAY);
        rig.tell(rig.resolved(alert));
        rig.leap(TERMS.giveUpAfter().plusHours(2), STEP);
        assertThat(rig.deadLetters).hasSize(1);

        pager(OK);
        rig.leap(Outcomes.REFUSED_AGAIN.plusMinutes(1), STEP);

        assertThat(rig.told()).contains("all alerts resolved: ErrorRateHigh@eu-west resolved");
        assertThat(rig.isAtRest()).isTrue();
    }

    @Test
    void whatFiresStillIsToldAsNewWhenTheReceiverIsBack() {
        pager(AWAY);
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.tell(rig.firing("LatencyHigh@eu-west"));
        rig.leap(TERMS.giveUpAfter().plusHours(2), STEP);
        assertThat(rig.deadLetters).hasSize(2);

        pager(OK);
        rig.leap(Outcomes.REFUSED_AGAIN.plusMinutes(1), STEP);

        assertThat(rig.told())
                .contains(
                        "first notification: ErrorRateHigh@eu-west firing",
                        "first notification: LatencyHigh@eu-west firing");
    }

    @Test
    void anEndThatIsRefusedForDaysIsForgotten() {
        AlertEvent alert = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        pager(new Answer.Status(400, Optional.empty()));
        rig.tell(rig.resolved(alert));
        rig.leap(Duration.ofDays(4), Duration.ofMinutes(5));

        assertThat(rig.deadLetters).hasSize(1);
        assertThat(rig.open()).noneMatch(incident -> incident.group().receiver().equals("pager"));
        assertThat(rig.entries).extracting(Entry::why).contains("given_up");
    }

    @Test
    void aReceiverThatRefusesOneIncidentAndTakesTheOthersIsToldOfOnce() {
        rig.answers = notification -> notification.group().receiver().equals("pager")
                        && notification.worst().getRule().equals("ErrorRateHigh")
                ? new Answer.Status(400, Optional.empty())
                : OK;
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        for (int i = 0; i < 20; i++) {
            AlertEvent other = rig.tell(rig.firing("LatencyHigh@eu-west"));
            rig.leap(Duration.ofMinutes(4), STEP);
            rig.tell(rig.resolved(other));
            rig.leap(Duration.ofMinutes(4), STEP);
        }

        assertThat(rig.told())
                .filteredOn(told -> told.contains("ReceiverFailing"))
                .containsExactly("first notification: ReceiverFailing@null firing");
    }

    private void pager(Answer answer) {
        rig.answers = notification -> notification.group().receiver().equals("pager") ? answer : OK;
    }
}
