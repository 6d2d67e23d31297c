package dev.probeline.alerts.core.state;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static dev.probeline.alerts.Windows.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertStateTest {
    private static final Duration NONE = Duration.ZERO;

    @Test
    void pendingFiresAfterForAndResolvesAtOnceWithoutKeepFiringFor() {
        Story story = new Story(rule(20, 0, NoDataPolicy.KEEP));

        story.tell(failing(8, at(0)))
                .tell(failing(8, at(10)))
                .tell(failing(8, at(20)))
                .tell(failing(0, at(30)));

        assertThat(story.told())
                .containsExactly("pending condition_met", "firing for_elapsed", "resolved condition_cleared");
        assertThat(story.events())
                .extracting(AlertEvent::getAlertId)
                .containsOnly(story.events().get(0).getAlertId());
        AlertEvent resolved = story.events().get(2);
        assertThat(resolved.getPendingSince()).isEqualTo(at(0));
        assertThat(resolved.getFiringSince()).isEqualTo(at(20));
        assertThat(resolved.getResolvedAt()).isEqualTo(at(30));
    }

    @Test
    void withoutForItFiresAtOnce() {
        Story story = new Story(rule(0, 0, NoDataPolicy.KEEP)).tell(failing(8, at(0)));

        assertThat(story.told()).containsExactly("firing condition_met");
        assertThat(story.events().get(0).getFiringSince()).isEqualTo(at(0));
    }

    @Test
    void pendingThatClearsResolvesWithoutEverHavingFired() {
        Story story = new Story(rule(20, 0, NoDataPolicy.KEEP))
                .tell(failing(8, at(0)))
                .tell(failing(0, at(10)));

        assertThat(story.told()).containsExactly("pending condition_met", "resolved condition_cleared");
        assertThat(story.events().get(1).getFiringSince()).isNull();
    }

    @Test
    void firingKeepsFiringUntilItHasBeenClearForLongEnough() {
        Story story = new Story(rule(0, 20, NoDataPolicy.KEEP));

        story.tell(failing(8, at(0)))
                .tell(failing(0, at(10)))
                .tell(failing(0, at(20)))
                .tell(failing(0, at(30)));

        assertThat(story.told())
                .containsExactly(
                        "firing condition_met", "recovering condition_cleared", "resolved keep_firing_for_elapsed");
        assertThat(story.events().get(2).getResolvedAt()).isEqualTo(at(30));
    }

    @Test
    void aRelapseGoesOnWithTheSameIncident() {
        Story story = new Story(rule(0, 20, NoDataPolicy.KEEP));

        story.tell(failing(8, at(0))).tell(failing(0, at(10))).tell(failing(8, at(20)));

        assertThat(story.told())
                .containsExactly("firing condition_met", "recovering condition_cleared", "firing relapsed");
        assertThat(story.events().get(2).getAlertId())
                .isEqualTo(story.events().get(0).getAlertId());
        assertThat(story.events().get(2).getFiringSince()).isEqualTo(at(0));
    }

    @Test
    void theNextIncidentHasAnotherId() {
        Story story = new Story(rule(0, 0, NoDataPolicy.KEEP));

        story.tell(failing(8, at(0))).tell(failing(0, at(10))).tell(failing(8, at(20)));

        assertThat(story.events().get(2).getAlertId())
                .isNotEqualTo(story.events().get(0).getAlertId());
    }

    @Test
    void tooFewSamplesAreEvidenceNeitherWay() {
        Story story = new Story(rule(20, 0, NoDataPolicy.OK));
        ProbeMetrics fourFailed = Windows.of(4, 4, at(0), 0).build();
        ProbeMetrics fourPassed = Windows.of(4, 0, at(20), 0).build();

        story.tell(fourFailed).tell(failing(8, at(10))).tell(fourPassed).tell(failing(8, at(30)));

        assertThat(story.told()).containsExactly("pending condition_met", "firing for_elapsed");
    }

    @Test
    void twoIsolatedWindowsFarApartDoNotFire() {
        Story story = new Story(rule(20, 0, NoDataPolicy.KEEP));

        story.tell(failing(8, at(0)))
                .tell(silent(at(10)))
                .tell(Windows.of(4, 4, at(7200), 0).build())
                .tell(failing(8, at(10800)));

        assertThat(story.told())
                .containsExactly("pending condition_met", "resolved evidence_lapsed", "pending condition_met");
        AlertEvent ended = story.events().get(1);
        AlertEvent afresh = story.events().get(2);
        assertThat(ended.getAlertId()).isEqualTo(story.events().get(0).getAlertId());
        assertThat(ended.getFiringSince()).isNull();
        assertThat(ended.getResolvedAt()).isEqualTo(at(10800));
        assertThat(afresh.getAlertId()).isNotEqualTo(ended.getAlertId());
        assertThat(afresh.getPendingSince()).isEqualTo(at(10800));

        story.tell(failing(8, at(10820)));

        assertThat(story.told()).endsWith("firing for_elapsed");
        assertThat(story.events().get(3).getAlertId()).isEqualTo(afresh.getAlertId());
    }

    @Test
    void aGapOfTwoWindowsIsBridgedAndOneLongerIsNot() {
        Story bridged = new Story(rule(20, 0, NoDataPolicy.KEEP));
        Story lapsed = new Story(rule(20, 0, NoDataPolicy.KEEP));

        bridged.tell(failing(8, at(0))).tell(failing(8, at(120)));
        lapsed.tell(failing(8, at(0))).tell(failing(8, at(121)));

        assertThat(bridged.told()).endsWith("firing for_elapsed");
        assertThat(lapsed.told()).endsWith("resolved evidence_lapsed", "pending condition_met");
    }

    @Test
    void aLongForBridgesAsLongAGap() {
        Story story = new Story(rule(600, 0, NoDataPolicy.KEEP));

        story.tell(failing(8, at(0))).tell(failing(8, at(300))).tell(failing(8, at(800)));

        assertThat(story.told()).containsExactly("pending condition_met", "firing for_elapsed");
    }

    @Test
    void theGapIsMeasuredFromTheNewestEvidenceAlsoAcrossARestart() {
        Story story = new Story(rule(200, 0, NoDataPolicy.KEEP));

        story.tell(failing(8, at(0))).tell(failing(8, at(150))).restart().tell(failing(8, at(340)));

        assertThat(story.told()).containsExactly("pending condition_met", "firing for_elapsed");
    }

    @Test
    void pendingThatSleptTooLongInSilenceStartsAfreshWhenItWakes() {
        Story story = new Story(rule(20, 0, NoDataPolicy.NO_DATA));

        story.tell(failing(8, at(0))).tell(silent(at(10))).tell(failing(8, at(10800)));

        assertThat(story.told())
                .containsExactly(
                        "pending condition_met",
                        "no_data no_data",
                        "resolved data_returned",
                        "resolved evidence_lapsed",
                        "pending condition_met");
    }

    @Test
    void aRecordOfAnOlderWindowChangesNothing() {
        Story story = new Story(rule(0, 0, NoDataPolicy.KEEP)).tell(failing(8, at(20)));
        SeriesState before = story.state();

        story.tell(failing(0, at(10), 7));

        assertThat(story.state()).isSameAs(before);
        assertThat(story.told()).containsExactly("firing condition_met");
    }

    @Test
    void aHigherRevisionOfTheNewestWindowIsHeard() {
        Story story = new Story(rule(0, 0, NoDataPolicy.KEEP))
                .tell(failing(8, at(0), 0))
                .tell(failing(0, at(0), 0))
                .tell(failing(0, at(0), 1));

        assertThat(story.told()).containsExactly("firing condition_met", "resolved condition_cleared");
    }

    @Test
    void silenceKeepsAFiringAlertFiring() {
        Story story = new Story(rule(0, 0, NoDataPolicy.KEEP))
                .tell(failing(8, at(0)))
                .tell(silent(at(10)))
                .tell(silent(at(600)));

        assertThat(story.told()).containsExactly("firing condition_met");
    }

    @Test
    void silenceCanCountAsMet() {
        Story story = new Story(rule(20, 0, NoDataPolicy.ALERTING))
                .tell(silent(at(0)))
                .tell(silent(at(20)));

        assertThat(story.told()).containsExactly("pending no_data", "firing for_elapsed");
    }

    @Test
    void silenceCanCountAsClear() {
        Story story =
                new Story(rule(0, 0, NoDataPolicy.OK)).tell(failing(8, at(0))).tell(silent(at(10)));

        assertThat(story.told()).containsExactly("firing condition_met", "resolved no_data");
    }

    @Test
    void silenceAsAnAlertOfItsOwnHidesNothingAndResolvesNothing() {
        Story story = new Story(rule(0, 0, NoDataPolicy.NO_DATA))
                .tell(failing(8, at(0)))
                .tell(silent(at(10)))
                .tell(silent(at(20)))
                .tell(failing(8, at(30)))
                .tell(failing(0, at(40)));

        assertThat(story.told())
                .containsExactly(
                        "firing condition_met",
                        "no_data no_data",
                        "resolved data_returned",
                        "resolved condition_cleared");
        assertThat(story.events().get(1).getAlertId())
                .isEqualTo(story.events().get(2).getAlertId())
                .isNotEqualTo(story.events().get(0).getAlertId());
        assertThat(story.events().get(3).getAlertId())
                .isEqualTo(story.events().get(0).getAlertId());
    }

    @Test
    void dataThatReturnGoodResolveBothAlerts() {
        Story story = new Story(rule(0, 0, NoDataPolicy.NO_DATA))
                .tell(failing(8, at(0)))
                .tell(silent(at(10)))
                .tell(failing(0, at(20)));

        assertThat(story.told())
                .containsExactly(
                        "firing condition_met",
                        "no_data no_data",
                        "resolved data_returned",
                        "resolved condition_cleared");
    }

    @Test
    void aRemovedRuleResolvesWithAllThatIsKnownOfIt() {
        Story story = new Story(rule(0, 0, NoDataPolicy.KEEP)).tell(failing(8, at(0)));

        Outcome outcome = Evaluation.withoutRemoved(
                StateCodec.decode(StateCodec.encode(story.state())), java.util.Set.of(), Windows.SERIES.toString());

        AlertEvent event = outcome.events().get(0);
        assertThat(event.getReason()).isEqualTo("rule_removed");
        assertThat(event.getFiringSince()).isEqualTo(at(0));
        assertThat(event.getLabels()).containsEntry("model", "gpt-4o").containsEntry("team", "llm");
        assertThat(event.getAnnotations()).containsEntry("summary", "80 % of gpt-4o fail, llm");
        assertThat(outcome.state().open()).isEmpty();
    }

    @Test
    void aSeriesThatIsGoneResolvesAllThatIsOpen() {
        Story story = new Story(
                rule(0, 0, NoDataPolicy.KEEP),
                Rules.named("NotYet", Duration.ofSeconds(20), NONE, NoDataPolicy.NO_DATA));
        story.tell(failing(8, at(0))).tell(silent(at(10)));

        List<AlertEvent> events = Evaluation.ofGone(story.state(), Windows.SERIES.toString(), at(90_000));

        assertThat(events)
                .extracting(event -> event.getRule() + " " + event.getPreviousState() + " " + event.getReason())
                .containsExactly(
                        "ErrorRateHigh firing series_gone", "NotYet no_data series_gone", "NotYet pending series_gone");
        assertThat(events).extracting(AlertEvent::getState).containsOnly(AlertState.resolved);
        assertThat(events).extracting(AlertEvent::getResolvedAt).containsOnly(at(90_000));
        assertThat(events.get(0).getAlertId()).isEqualTo(story.events().get(0).getAlertId());
        assertThat(events.get(0).getFiringSince()).isEqualTo(at(0));
        assertThat(events.get(0).getWindowEnd()).isEqualTo(at(10));
    }

    @Test
    void eventTimeNeverRunsBack() {
        Story story = new Story(rule(20, 0, NoDataPolicy.KEEP)).tell(failing(8, at(60)));
        ProbeMetrics early =
                Windows.of(10, 8, at(70), 0).setAsOf(at(10)).setFinal$(false).build();

        story.tell(early);

        assertThat(story.state().at()).isEqualTo(at(60));
    }

    private static Rule rule(int pendingSeconds, int keepSeconds, NoDataPolicy noData) {
        return Rules.rule(
                pendingSeconds == 0 ? NONE : Duration.ofSeconds(pendingSeconds),
                keepSeconds == 0 ? NONE : Duration.ofSeconds(keepSeconds),
                noData);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
