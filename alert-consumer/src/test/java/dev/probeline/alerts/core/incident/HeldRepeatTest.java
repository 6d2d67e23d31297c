package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.INTERVAL;
import static dev.probeline.alerts.core.incident.Rig.REPEAT;
import static dev.probeline.alerts.core.incident.Rig.TERMS;
import static dev.probeline.alerts.core.incident.Rig.WAIT;
import static dev.probeline.alerts.core.incident.Rig.matchers;
import static dev.probeline.alerts.core.incident.Rig.plan;
import static dev.probeline.alerts.core.incident.Rig.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.route.GroupBy;
import dev.probeline.alerts.core.route.Inhibition;
import dev.probeline.alerts.core.route.Pace;
import dev.probeline.alerts.core.route.Route;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.alerts.core.route.TimeInterval;
import dev.probeline.alerts.core.route.TimeInterval.Span;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was told and is silenced, inhibited or muted since. The rig sees to it that nobody is busy with it. */
class HeldRepeatTest {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Inhibition WIDE = new Inhibition(
            matchers("alertname=\"RegionsFailing\""), matchers("alertname=\"ErrorRateHigh\""), List.of("model"));

    @Test
    void aRepeatThatIsDueWhileItIsSilencedIsToldWhenTheSilenceEnds() {
        Rig rig = Rig.simple();
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        silence(rig, REPEAT.plusHours(1));
        rig.leap(REPEAT.plusHours(1).minus(STEP), STEP);
        assertThat(rig.arrived).hasSize(1);

        rig.leap(Duration.ofMinutes(1), STEP);

        assertThat(rig.arrived).extracting(Notification::occasion).containsExactly(Occasion.FIRST, Occasion.REPEAT);
    }

    @Test
    void aRepeatThatIsDueInAQuietHourIsToldAfterIt() {
        TimeInterval evening = new TimeInterval(
                List.of(new Span(13 * 60, 20 * 60)), List.of(), List.of(), List.of(), List.of(), ZoneOffset.UTC);
        Pace pace = new Pace(new GroupBy(List.of("alertname")), WAIT, INTERVAL, REPEAT, List.of("evening"), List.of());
        Rig rig = new Rig(
                plan(
                        new Route("{}", "pager", List.of(), pace, false, List.of()),
                        List.of(),
                        Map.of("evening", List.of(evening))),
                Map.of("pager", TERMS));
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.leap(Duration.ofHours(8).minus(STEP), STEP);
        assertThat(rig.arrived).hasSize(1);

        rig.leap(Duration.ofMinutes(1), STEP);

        assertThat(rig.arrived).hasSize(2);
    }

    @Test
    void aReceiverThatForgetsIsToldAgainOfWhatItKnowsWhateverHoldsIt() {
        Terms forgetful = new Terms(true, Duration.ofHours(6), Optional.of(Duration.ofMinutes(1)), 10, 10);
        Rig rig = new Rig(plan(route("am"), List.of(WIDE), Map.of()), Map.of("am", forgetful));
        AlertEvent alert = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        rig.tell(rig.firing("RegionsFailing@*"));
        silence(rig, Duration.ofHours(1));
        rig.leap(Duration.ofMinutes(10), STEP);

        assertThat(rig.arrived)
                .filteredOn(notification -> notification.worst().getAlertId().equals(alert.getAlertId()))
                .hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void aRuleThatCannotBeWorkedOutSpeaksForNoOther() {
        for (AlertState blind : List.of(AlertState.error, AlertState.no_data)) {
            Rig rig = new Rig(plan(route("pager"), List.of(WIDE), Map.of()), Map.of("pager", TERMS));
            rig.tell(rig.builder("RegionsFailing@*", AlertState.pending, blind).build());
            rig.tell(rig.firing("ErrorRateHigh@eu-west"));
            rig.pass(WAIT);

            assertThat(rig.told()).as(blind.name()).contains("first notification: ErrorRateHigh@eu-west firing");
        }
    }

    private static void silence(Rig rig, Duration time) {
        rig.dispatcher()
                .silence(
                        new Silence("s1", matchers("region=\"eu-west\""), rig.now, rig.now.plus(time), "ada", "known"));
    }
}
