package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.INTERVAL;
import static dev.probeline.alerts.core.incident.Rig.WAIT;
import static dev.probeline.alerts.core.incident.Rig.matchers;
import static dev.probeline.alerts.core.incident.Rig.plan;
import static dev.probeline.alerts.core.incident.Rig.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When all that people know of an incident is over, it is: what fires besides is the next one's. */
class SuccessionTest {
    private static final Answer OK = new Answer.Taken(Map.of("ts", "1"));

    private final Rig rig = Rig.simple();

    @Test
    void anAlertThatJoinsWhileTheEndIsInTheAirBeginsAnIncidentOfItsOwn() {
        rig.answers = notification -> OK;
        AlertEvent first = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        rig.dispatcher().acknowledge(new Acknowledgement(rig.arrived.get(0).incident(), "ada", rig.now), rig.now);
        rig.turn();
        rig.hear(rig.resolved(first));
        rig.now = rig.now.plus(INTERVAL);
        Turn ending = rig.dispatcher().turn(rig.now);
        rig.record(ending);
        AlertEvent second = rig.firing("ErrorRateHigh@us-east");
        rig.hear(second);
        ending.sends().forEach(sent -> rig.dispatcher().answered(sent.group().key(), rig.send(sent), rig.now));
        rig.pass(WAIT);

        Notification next = rig.arrived.get(rig.arrived.size() - 1);
        assertThat(Rig.show(next)).isEqualTo("first notification: ErrorRateHigh@us-east firing");
        assertThat(next.incident()).isNotEqualTo(rig.arrived.get(0).incident());
        assertThat(next.receipt()).isEmpty();
        assertThat(next.acknowledgedBy()).isEmpty();

        rig.tell(rig.resolved(second));
        rig.pass(WAIT);
        assertThat(rig.isAtRest()).isTrue();
    }

    @Test
    void whatWasSilencedIsNotToldInTheThreadOfATroubleThatIsOver() {
        silence("region=\"us-east\"", Duration.ofMinutes(10));
        AlertEvent first = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.tell(rig.firing("ErrorRateHigh@us-east"));
        rig.pass(WAIT);
        rig.tell(rig.resolved(first));
        rig.pass(INTERVAL);
        assertThat(rig.told())
                .containsExactly(
                        "first notification: ErrorRateHigh@eu-west firing",
                        "all alerts resolved: ErrorRateHigh@eu-west resolved");

        rig.pass(Duration.ofMinutes(10));

        assertThat(rig.told()).hasSize(3).last().isEqualTo("first notification: ErrorRateHigh@us-east firing");
        assertThat(rig.arrived.get(2).incident())
                .isNotEqualTo(rig.arrived.get(0).incident());
    }

    @Test
    void anAcknowledgementOfWhatIsOverTellsNobodyOfNothing() {
        Terms noEnds = new Terms(false, Duration.ofHours(6), Optional.empty(), 10, 10);
        Rig silent = new Rig(plan(route("pager")), Map.of("pager", noEnds));
        silent.dispatcher()
                .silence(new Silence(
                        "s1",
                        matchers("region=\"us-east\""),
                        silent.now,
                        silent.now.plus(Duration.ofHours(1)),
                        "ada",
                        "known"));
        AlertEvent first = silent.tell(silent.firing("ErrorRateHigh@eu-west"));
        silent.tell(silent.firing("ErrorRateHigh@us-east"));
        silent.pass(WAIT);
        String incident = silent.arrived.get(0).incident();
        silent.tell(silent.resolved(first));
        silent.pass(INTERVAL);
        silent.dispatcher().acknowledge(new Acknowledgement(incident, "ada", silent.now), silent.now);
        silent.pass(INTERVAL);

        assertThat(silent.arrived).hasSize(1);
        assertThat(silent.open()).extracting(Incident::id).doesNotContain(incident);
    }

    @Test
    void whatEndedUnheardDoesNotStayInAnIncidentThatWasTold() {
        AlertEvent lasting = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        silence("region=\"us-east\"", Duration.ofDays(1));
        for (int flap = 0; flap < 10; flap++) {
            AlertEvent short_ = rig.tell(rig.firing("ErrorRateHigh@us-east"));
            rig.pass(INTERVAL);
            rig.tell(rig.resolved(short_));
            rig.pass(INTERVAL);
        }

        assertThat(rig.open().get(0).members()).containsOnlyKeys(lasting.getAlertId());
    }

    @Test
    void moreThanAnIncidentHoldsMakesAnother() {
        for (int i = 0; i < Incident.MOST + 5; i++) {
            rig.hear(rig.firing("ErrorRateHigh@r" + i));
        }
        rig.pass(WAIT);

        assertThat(rig.arrived).extracting(sent -> sent.lines().size()).containsExactlyInAnyOrder(Incident.MOST, 5);
        assertThat(rig.arrived).extracting(Notification::incident).doesNotHaveDuplicates();
        assertThat(rig.open()).allMatch(incident -> IncidentCodec.encode(incident).length < 500_000);
    }

    private void silence(String matcher, Duration time) {
        rig.dispatcher().silence(new Silence("s1", matchers(matcher), rig.now, rig.now.plus(time), "ada", "known"));
    }
}
