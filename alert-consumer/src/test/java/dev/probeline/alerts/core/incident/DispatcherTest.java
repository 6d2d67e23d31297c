package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.INTERVAL;
import static dev.probeline.alerts.core.incident.Rig.REPEAT;
import static dev.probeline.alerts.core.incident.Rig.WAIT;
import static dev.probeline.alerts.core.incident.Rig.plan;
import static dev.probeline.alerts.core.incident.Rig.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Rig rig = Rig.simple();

    @Test
    void alertsOfOneGroupThatFireWithinTheGroupWaitAreToldAsOne() {
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT.minus(SECOND));
        rig.tell(rig.firing("ErrorRateHigh@us-east"));
        assertThat(rig.told()).isEmpty();

        rig.pass(SECOND);

        assertThat(rig.told())
                .containsExactly("first notification: ErrorRateHigh@eu-west firing, ErrorRateHigh@us-east firing");
    }

    @Test
    void anAlertThatJoinsLaterIsToldAfterTheGroupInterval() {
        AlertEvent first = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        AlertEvent second = rig.tell(rig.firing("ErrorRateHigh@us-east"));
        rig.pass(INTERVAL.minus(SECOND));
        assertThat(rig.told()).hasSize(1);
        rig.pass(SECOND);
        rig.tell(rig.resolved(first));
        rig.pass(INTERVAL);
        rig.tell(rig.resolved(second));
        rig.pass(WAIT);

        assertThat(rig.told())
                .containsExactly(
                        "first notification: ErrorRateHigh@eu-west firing",
                        "new alerts added: ErrorRateHigh@eu-west firing, ErrorRateHigh@us-east firing",
                        "some alerts resolved: ErrorRateHigh@us-east firing, ErrorRateHigh@eu-west resolved",
                        "all alerts resolved: ErrorRateHigh@us-east resolved");
        assertThat(rig.arrived)
                .extracting(Notification::incident)
                .containsOnly(rig.arrived.get(0).incident());
        assertThat(rig.isAtRest()).isTrue();
    }

    @Test
    void anIncidentWithoutNewsIsToldAgainAfterTheRepeatInterval() {
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);

        rig.leap(REPEAT.multipliedBy(2), Duration.ofMinutes(1));

        assertThat(rig.arrived)
                .extracting(Notification::occasion)
                .containsExactly(Occasion.FIRST, Occasion.REPEAT, Occasion.REPEAT);
    }

    @Test
    void whatSomebodyAcknowledgedIsNotRepeatedAndItsEndIsTold() {
        AlertEvent alert = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        String incident = rig.arrived.get(0).incident();

        rig.dispatcher().acknowledge(new Acknowledgement(incident, "ada", rig.now), rig.now.plusSeconds(1));
        rig.pass(SECOND);
        rig.leap(REPEAT.multipliedBy(2), Duration.ofMinutes(1));
        rig.tell(rig.resolved(alert));
        rig.pass(WAIT);

        assertThat(rig.arrived)
                .extracting(Notification::occasion)
                .containsExactly(Occasion.FIRST, Occasion.ACKNOWLEDGED, Occasion.ALL_RESOLVED);
        assertThat(rig.arrived.get(1).acknowledgedBy()).contains("ada");
    }

    @Test
    void whatEndsWithinTheGroupWaitIsToldToNobody() {
        AlertEvent alert = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT.minus(SECOND));
        rig.tell(rig.resolved(alert));
        rig.pass(INTERVAL);

        assertThat(rig.told()).isEmpty();
        assertThat(rig.isAtRest()).isTrue();
        assertThat(rig.entries).extracting(Entry::why).containsExactly("alert_fired", "never_told");
    }

    @Test
    void whatBeganAndEndedWhileWeWereAwayIsToldOnce() {
        AlertEvent alert = rig.firing("ErrorRateHigh@eu-west");
        rig.now = rig.now.plusSeconds(60);
        rig.hear(alert);
        rig.tell(rig.resolved(alert));
        rig.pass(WAIT);

        assertThat(rig.told()).containsExactly("resolved before it could be told: ErrorRateHigh@eu-west resolved");
        assertThat(rig.isAtRest()).isTrue();
    }

    @Test
    void aReceiverThatLikesNoEndsIsToldNone() {
        Terms quiet = new Terms(false, Duration.ofHours(6), Optional.empty(), 10, 10);
        Rig silent = new Rig(plan(route("pager")), Map.of("pager", quiet));
        AlertEvent alert = silent.tell(silent.firing("ErrorRateHigh@eu-west"));
        silent.pass(WAIT);
        silent.tell(silent.resolved(alert));
        silent.pass(INTERVAL);

        assertThat(silent.told()).hasSize(1);
        assertThat(silent.isAtRest()).isTrue();
    }

    @Test
    void aReceiverThatForgetsIsToldAgainWhileItFires() {
        Terms forgetful = new Terms(true, Duration.ofHours(6), Optional.of(Duration.ofMinutes(1)), 10, 10);
        Rig upstream = new Rig(plan(route("am")), Map.of("am", forgetful));
        upstream.tell(upstream.firing("ErrorRateHigh@eu-west"));
        upstream.pass(WAIT.plusMinutes(3));

        assertThat(upstream.arrived).hasSize(4);
    }

    @Test
    void dataThatStopsWhileAnAlertFiresIsNews() {
        AlertEvent alert = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        rig.tell(AlertEvent.newBuilder(alert)
                .setPreviousState(AlertState.firing)
                .setState(AlertState.no_data)
                .build());
        rig.pass(INTERVAL);

        assertThat(rig.told())
                .containsExactly(
                        "first notification: ErrorRateHigh@eu-west firing",
                        "new alerts added: ErrorRateHigh@eu-west no_data");
    }
}
