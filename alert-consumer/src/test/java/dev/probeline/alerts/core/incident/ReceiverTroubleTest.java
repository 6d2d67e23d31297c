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

/** A receiver that is away, refuses or asks for patience. */
class ReceiverTroubleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Answer AWAY = new Answer.Unreachable();
    private static final Answer OK = new Answer.Status(200, Optional.empty());

    private final Rig rig = Rig.simple();

    @Test
    void aChannelThatWasDeadForThreeHoursHearsTheLatestStateOfEachIncidentAndNotTheFlood() {
        rig.answers = notification -> AWAY;
        AlertEvent over = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        AlertEvent lasting = rig.tell(rig.firing("LatencyHigh@eu-west"));
        for (int flap = 0; flap < 20; flap++) {
            rig.leap(Duration.ofMinutes(4), Duration.ofSeconds(10));
            AlertEvent extra = rig.tell(rig.firing("LatencyHigh@r" + flap));
            rig.leap(Duration.ofMinutes(5), Duration.ofSeconds(10));
            rig.tell(rig.resolved(extra));
        }
        rig.tell(rig.resolved(over));
        assertThat(Duration.between(Rig.START, rig.now)).isGreaterThanOrEqualTo(Duration.ofHours(3));

        rig.answers = notification -> OK;
        rig.leap(Duration.ofMinutes(2), Duration.ofSeconds(1));

        assertThat(rig.told()).as("messages").hasSize(2);
        assertThat(rig.told())
                .anyMatch("resolved before it could be told: ErrorRateHigh@eu-west resolved"::equals)
                .anyMatch(
                        told -> told.startsWith("first notification: LatencyHigh@eu-west firing, LatencyHigh@r0 res"));
        assertThat(rig.deadLetters).isEmpty();
        rig.tell(rig.resolved(lasting));
        rig.pass(WAIT);
        assertThat(rig.isAtRest()).isTrue();
    }

    @Test
    void whatIsRefusedGoesToTheDeadLettersOnceAndToAnotherChannelAsAnAlert() {
        Rig two = new Rig(plan(route("pager")), Map.of("pager", TERMS, "chat", TERMS));
        two.answers = notification ->
                notification.group().receiver().equals("pager") ? new Answer.Status(401, Optional.empty()) : OK;
        AlertEvent alert = two.tell(two.firing("ErrorRateHigh@eu-west"));
        two.pass(Duration.ofMinutes(11));

        assertThat(two.deadLetters).hasSize(1);
        assertThat(two.told()).containsExactly("first notification: ReceiverFailing@null firing");

        two.answers = notification -> OK;
        two.pass(Outcomes.REFUSED_AGAIN);
        two.tell(two.resolved(alert));
        two.pass(WAIT);

        assertThat(two.told().subList(1, 4))
                .containsExactlyInAnyOrder(
                        "first notification: ErrorRateHigh@eu-west firing",
                        "all alerts resolved: ReceiverFailing@null resolved",
                        "all alerts resolved: ErrorRateHigh@eu-west resolved");
        assertThat(two.isAtRest()).isTrue();
    }

    @Test
    void aChannelThatFailsForFiveMinutesIsToldOfElsewhere() {
        Rig two = new Rig(plan(route("pager")), Map.of("pager", TERMS, "chat", TERMS));
        two.answers = notification -> notification.group().receiver().equals("pager") ? AWAY : OK;
        two.tell(two.firing("ErrorRateHigh@eu-west"));
        two.pass(Duration.ofMinutes(7));

        assertThat(two.told()).containsExactly("first notification: ReceiverFailing@null firing");
        assertThat(two.deadLetters).isEmpty();
    }

    @Test
    void retryAfterHoldsTheWholeChannel() {
        rig.answers = notification -> new Answer.Status(429, Optional.of(Duration.ofSeconds(90)));
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        rig.answers = notification -> OK;
        rig.tell(rig.firing("LatencyHigh@eu-west"));
        rig.pass(Duration.ofSeconds(89));
        assertThat(rig.told()).isEmpty();

        rig.pass(SECOND);

        assertThat(rig.told()).hasSize(2);
    }
}
