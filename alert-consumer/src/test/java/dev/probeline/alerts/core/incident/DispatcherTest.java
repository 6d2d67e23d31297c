package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.INTERVAL;
import static dev.probeline.alerts.core.incident.Rig.REPEAT;
import static dev.probeline.alerts.core.incident.Rig.TERMS;
import static dev.probeline.alerts.core.incident.Rig.WAIT;
import static dev.probeline.alerts.core.incident.Rig.matchers;
import static dev.probeline.alerts.core.incident.Rig.plan;
import static dev.probeline.alerts.core.incident.Rig.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.notify.Answer;
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

class DispatcherTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Answer AWAY = new Answer.Unreachable();
    private static final Answer OK = new Answer.Status(200, Optional.empty());

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
    void anEndThatIsSilencedIsToldAllTheSame() {
        AlertEvent alert = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        silence("region=\"eu-west\"", Duration.ofHours(8));
        rig.leap(REPEAT, Duration.ofMinutes(1));
        rig.tell(rig.resolved(alert));
        rig.pass(WAIT);

        assertThat(rig.arrived)
                .extracting(Notification::occasion)
                .containsExactly(Occasion.FIRST, Occasion.ALL_RESOLVED);
    }

    @Test
    void whatIsSilencedIsToldWhenTheSilenceEndsAndItFiresStill() {
        silence("region=\"eu-west\"", Duration.ofMinutes(10));
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(Duration.ofMinutes(9));
        assertThat(rig.told()).isEmpty();

        rig.pass(Duration.ofMinutes(1).plus(Dispatcher.LOOK_AGAIN));

        assertThat(rig.told()).containsExactly("first notification: ErrorRateHigh@eu-west firing");
        assertThat(rig.entries).extracting(Entry::why).containsExactly("alert_fired", "silence", "first notification");
    }

    @Test
    void whatEndsWhileItIsSilencedIsToldToNobody() {
        silence("region=\"eu-west\"", Duration.ofMinutes(10));
        AlertEvent alert = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(Duration.ofMinutes(5));
        rig.tell(rig.resolved(alert));
        rig.pass(Duration.ofMinutes(6));

        assertThat(rig.told()).isEmpty();
        assertThat(rig.isAtRest()).isTrue();
    }

    @Test
    void anAlertOfWiderReachSpeaksForTheNarrowOnes() {
        Inhibition wide = new Inhibition(
                matchers("alertname=\"RegionsFailing\""), matchers("alertname=\"ErrorRateHigh\""), List.of("model"));
        Rig inhibited = new Rig(plan(route("pager"), List.of(wide), Map.of()), Map.of("pager", TERMS));
        inhibited.tell(inhibited.firing("ErrorRateHigh@eu-west"));
        AlertEvent source = inhibited.tell(inhibited.firing("RegionsFailing@*"));
        inhibited.pass(INTERVAL);
        assertThat(inhibited.told()).containsExactly("first notification: RegionsFailing@* firing");

        inhibited.tell(inhibited.resolved(source));
        inhibited.pass(WAIT.plus(Dispatcher.LOOK_AGAIN));

        assertThat(inhibited.told())
                .containsExactly(
                        "first notification: RegionsFailing@* firing",
                        "first notification: ErrorRateHigh@eu-west firing",
                        "all alerts resolved: RegionsFailing@* resolved");
    }

    @Test
    void aMutedRouteTellsNothingNewUntilTheTimeIsOver() {
        TimeInterval noon = new TimeInterval(
                List.of(new Span(0, 12 * 60 + 5)), List.of(), List.of(), List.of(), List.of(), ZoneOffset.UTC);
        Pace pace = new Pace(new GroupBy(List.of("alertname")), WAIT, INTERVAL, REPEAT, List.of("noon"), List.of());
        Rig muted = new Rig(
                plan(
                        new Route("{}", "pager", List.of(), pace, false, List.of()),
                        List.of(),
                        Map.of("noon", List.of(noon))),
                Map.of("pager", TERMS));
        muted.tell(muted.firing("ErrorRateHigh@eu-west"));
        muted.pass(Duration.ofMinutes(5).minus(SECOND));
        assertThat(muted.told()).isEmpty();

        muted.pass(Dispatcher.LOOK_AGAIN);

        assertThat(muted.told()).containsExactly("first notification: ErrorRateHigh@eu-west firing");
        assertThat(muted.entries).extracting(Entry::why).contains("mute_time_interval");
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

    private void silence(String matcher, Duration time) {
        rig.dispatcher().silence(new Silence("s1", matchers(matcher), rig.now, rig.now.plus(time), "ada", "known"));
    }
}
