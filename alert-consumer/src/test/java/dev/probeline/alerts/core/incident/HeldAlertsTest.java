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
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a silence, a wider alert or the time of day holds back. */
class HeldAlertsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Rig rig = Rig.simple();

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

    private void silence(String matcher, Duration time) {
        rig.dispatcher().silence(new Silence("s1", matchers(matcher), rig.now, rig.now.plus(time), "ada", "known"));
    }
}
