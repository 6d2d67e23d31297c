package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.INTERVAL;
import static dev.probeline.alerts.core.incident.Rig.REPEAT;
import static dev.probeline.alerts.core.incident.Rig.TERMS;
import static dev.probeline.alerts.core.incident.Rig.WAIT;
import static dev.probeline.alerts.core.incident.Rig.matchers;
import static dev.probeline.alerts.core.incident.Rig.pace;
import static dev.probeline.alerts.core.incident.Rig.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody is at it: whoever was told of the same alerts hears of it, once, whatever else is in the air. */
class AcknowledgeTest {
    private static final Answer OK = new Answer.Status(200, Optional.empty());

    @Test
    void itCountsForEveryReceiverThatWasToldOfTheSameAlerts() {
        Route root = new Route(
                "{}",
                "chat",
                List.of(),
                pace(),
                false,
                List.of(
                        new Route("{}/{a}", "chat", matchers("model!=\"\""), pace(), true, List.of()),
                        new Route("{}/{b}", "pager", matchers("model!=\"\""), pace(), true, List.of())));
        Rig two = new Rig(plan(root), Map.of("chat", TERMS, "pager", TERMS));
        two.tell(two.firing("ErrorRateHigh@eu-west"));
        two.tell(two.firing("LatencyHigh@eu-west"));
        two.pass(WAIT);
        String shown = two.arrived.stream()
                .filter(sent -> sent.group().receiver().equals("chat"))
                .filter(sent -> sent.worst().getRule().equals("ErrorRateHigh"))
                .findFirst()
                .orElseThrow()
                .incident();

        acknowledge(two, shown);
        two.turn();

        assertThat(two.arrived.subList(4, two.arrived.size()))
                .allMatch(sent -> sent.occasion() == Occasion.ACKNOWLEDGED)
                .allMatch(sent -> sent.worst().getRule().equals("ErrorRateHigh"))
                .extracting(sent -> sent.group().receiver())
                .containsExactlyInAnyOrder("chat", "pager");
        two.leap(REPEAT.plusMinutes(1), Duration.ofMinutes(1));
        assertThat(two.arrived)
                .filteredOn(sent -> sent.occasion() == Occasion.REPEAT)
                .extracting(sent -> sent.worst().getRule())
                .containsExactly("LatencyHigh", "LatencyHigh");
    }

    @Test
    void itIsToldThoughANotificationWasUnderWay() {
        Rig rig = Rig.simple();
        rig.hear(rig.firing("ErrorRateHigh@eu-west"));
        rig.now = rig.now.plus(WAIT);
        Turn first = rig.dispatcher().turn(rig.now);
        rig.record(first);
        acknowledge(rig, first.sends().get(0).incident());
        rig.now = rig.now.plusSeconds(1);
        first.sends().forEach(sent -> rig.dispatcher().answered(sent.group().key(), rig.send(sent), rig.now));
        rig.turn();

        assertThat(rig.arrived)
                .extracting(Notification::occasion)
                .containsExactly(Occasion.FIRST, Occasion.ACKNOWLEDGED);
    }

    @Test
    void itIsToldAfterTheNewsThatWaitedForADeadChannelWithIt() {
        Rig rig = Rig.simple();
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        rig.answers = notification -> new Answer.Unreachable();
        rig.tell(rig.firing("ErrorRateHigh@us-east"));
        rig.pass(INTERVAL.multipliedBy(2));
        acknowledge(rig, rig.arrived.get(0).incident());
        rig.pass(INTERVAL);
        rig.answers = notification -> OK;
        rig.pass(INTERVAL.multipliedBy(2));
        rig.restart();
        rig.pass(INTERVAL.multipliedBy(2));

        assertThat(rig.arrived)
                .extracting(Notification::occasion)
                .containsExactly(Occasion.FIRST, Occasion.NEW_ALERTS, Occasion.ACKNOWLEDGED);
    }

    private static void acknowledge(Rig rig, String incident) {
        rig.dispatcher().acknowledge(new Acknowledgement(incident, "ada", rig.now), rig.now);
    }
}
