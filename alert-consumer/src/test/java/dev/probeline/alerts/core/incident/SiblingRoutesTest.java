package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.INTERVAL;
import static dev.probeline.alerts.core.incident.Rig.REPEAT;
import static dev.probeline.alerts.core.incident.Rig.TERMS;
import static dev.probeline.alerts.core.incident.Rig.matchers;
import static dev.probeline.alerts.core.incident.Rig.pace;
import static dev.probeline.alerts.core.incident.Rig.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.route.GroupBy;
import dev.probeline.alerts.core.route.Pace;
import dev.probeline.alerts.core.route.Route;
import dev.probeline.alerts.core.route.TimeInterval;
import dev.probeline.alerts.core.route.TimeInterval.Span;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two routes with the same matchers, one behind the other: the commonest way to tell a chat and a pager of one alert. */
class SiblingRoutesTest {
    private static final TimeInterval ALWAYS =
            new TimeInterval(List.of(new Span(0, 24 * 60)), List.of(), List.of(), List.of(), List.of(), ZoneOffset.UTC);
    private static final GroupBy MODEL = new GroupBy(List.of("alertname", "model"));

    @Test
    void eachIsToldAtItsOwnPaceAndNotInTheQuietHoursOfTheOther() {
        Pace quiet = new Pace(MODEL, Duration.ofMinutes(5), INTERVAL, REPEAT, List.of("nights"), List.of());
        Pace atOnce = new Pace(MODEL, Duration.ofSeconds(1), INTERVAL, Duration.ofMinutes(30), List.of(), List.of());
        Route root = new Route(
                "{}", "chat", List.of(), pace(), false, List.of(critical("chat", quiet), critical("pager", atOnce)));
        Rig rig = new Rig(
                plan(root, List.of(), Map.of("nights", List.of(ALWAYS))), Map.of("chat", TERMS, "pager", TERMS));

        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.arrived)
                .extracting(notification -> notification.group().receiver())
                .containsExactly("pager");

        rig.leap(Duration.ofMinutes(31), Duration.ofSeconds(10));
        assertThat(rig.arrived)
                .extracting(notification -> notification.group().receiver())
                .containsExactly("pager", "pager");
    }

    private static Route critical(String receiver, Pace pace) {
        return new Route(
                "{}/{severity=\"critical\"}", receiver, matchers("severity=\"critical\""), pace, true, List.of());
    }
}
