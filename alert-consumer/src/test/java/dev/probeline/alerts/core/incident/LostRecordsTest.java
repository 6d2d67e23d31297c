package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.INTERVAL;
import static dev.probeline.alerts.core.incident.Rig.WAIT;
import static dev.probeline.alerts.core.incident.Rig.matchers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.route.Silence;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Records that cannot be read any more, and records that need not be kept any more. */
class LostRecordsTest {
    private final Rig rig = Rig.simple();

    @Test
    void theEndOfAnAlertWhoseRecordIsLostIsToldAllTheSame() {
        AlertEvent first = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        rig.loseAlerts();
        rig.restart();

        rig.tell(rig.resolved(first));
        rig.pass(INTERVAL);

        assertThat(rig.told())
                .containsExactly(
                        "first notification: ErrorRateHigh@eu-west firing",
                        "all alerts resolved: ErrorRateHigh@eu-west resolved");
        assertThat(rig.isAtRest()).isTrue();
    }

    @Test
    void aStandingThatANewerReleaseRecordedIsTrouble() {
        rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        Incident incident = rig.open().get(0);
        String record = new String(IncidentCodec.encode(incident), UTF_8);
        assertThat(record).contains("\"FIRING\"");

        Incident read = IncidentCodec.decode(
                record.replace("\"FIRING\"", "\"SMOULDERING\"").getBytes(UTF_8));

        assertThat(read.members()).isEqualTo(incident.members());
    }

    @Test
    void aSilenceIsForgottenAWeekAfterItsEnd() {
        rig.dispatcher()
                .silence(new Silence(
                        "s1",
                        matchers("region=\"us-east\""),
                        rig.now,
                        rig.now.plus(Duration.ofHours(1)),
                        "ada",
                        "known"));

        assertThat(rig.dispatcher().turn(rig.now.plus(Duration.ofDays(7))).silencesOver())
                .isEmpty();
        assertThat(rig.dispatcher()
                        .turn(rig.now.plus(Duration.ofDays(7)).plus(Duration.ofHours(2)))
                        .silencesOver())
                .containsExactly("s1");
    }

    @Test
    void anAcknowledgementIsForgottenWithItsIncident() {
        AlertEvent first = rig.tell(rig.firing("ErrorRateHigh@eu-west"));
        rig.pass(WAIT);
        String incident = rig.arrived.get(0).incident();
        rig.dispatcher().acknowledge(new Acknowledgement(incident, "ada", rig.now), rig.now);
        rig.pass(INTERVAL);
        assertThat(rig.acknowledgementsOver).isEmpty();

        rig.tell(rig.resolved(first));
        rig.pass(INTERVAL);

        assertThat(rig.acknowledgementsOver).contains(incident);
        assertThat(rig.isAtRest()).isTrue();
    }
}
