package dev.probeline.alerts.core.state;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.Drift;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clock's part: what {@code for} and {@code keep_firing_for} wait for does not wait for the next record too. */
class RuleEngineTest {
    private static final String KEY = Windows.SERIES.toString();

    private final HeapStates states = new HeapStates();
    private final List<AlertEvent> events = new ArrayList<>();
    private RuleEngine engine = engine(rule(30, 30));

    @Test
    void firesWhenForHasElapsedThoughNoRecordComes() {
        hear(failing(8, at(0)));
        tickUntil(30, 200);

        assertThat(told()).containsExactly("pending at 0 s", "firing at 30 s");
    }

    @Test
    void doesNotFireWhileWhatWouldSpeakAgainstItMayStillBeOnItsWay() {
        hear(failing(8, at(0)));
        tickUntil(30, 100);
        hear(failing(0, at(29), 1));

        assertThat(told()).containsExactly("pending at 0 s", "resolved at 29 s");
    }

    @Test
    void resolvesWhenKeepFiringForHasElapsedThoughNoRecordComes() {
        hear(failing(8, at(0)));
        tickUntil(31, 0);
        hear(failing(0, at(40)));
        tickUntil(70, 200);

        assertThat(told())
                .containsExactly("pending at 0 s", "firing at 30 s", "recovering at 40 s", "resolved at 70 s");
    }

    @Test
    void evidenceThatIsOldAtTheDeadlineFiresNothing() {
        engine = engine(rule(300, 0));
        hear(failing(8, at(0)));
        tickUntil(400, 0);

        assertThat(told()).containsExactly("pending at 0 s");
    }

    @Test
    void theFirstTickAfterAPauseIsNotBelieved() {
        hear(failing(8, at(0)));
        tickUntil(20, 0);
        events.addAll(engine.tick(at(35)));
        hear(failing(0, at(29), 1));

        assertThat(told()).containsExactly("pending at 0 s", "resolved at 29 s");
    }

    @Test
    void theClockSaysNothingOfABacklog() {
        tickUntil(4000, 0);
        hear(failing(8, at(0)));
        events.addAll(engine.tick(at(4000).plusMillis(100)));
        hear(failing(0, at(29), 1));

        assertThat(told()).containsExactly("pending at 0 s", "resolved at 29 s");
    }

    @Test
    void silenceAfterTheLastEvidenceWaitsForData() {
        hear(failing(8, at(0)));
        hear(Windows.silent(at(20)));
        tickUntil(60, 0);

        assertThat(told()).containsExactly("pending at 0 s");
    }

    @Test
    void afterARestartOnlyWhatIsHeardAgainMovesOn() {
        hear(failing(8, at(0)));
        engine = engine(rule(30, 30));
        tickUntil(60, 0);
        hear(failing(8, at(55)));

        assertThat(told()).containsExactly("pending at 0 s", "firing at 55 s");
    }

    @Test
    void aCorrectionOfAnOlderWindowThatARuleLearnsFromStopsNoDeadline() {
        engine = engine(rule(30, 30), newModel());
        hear(failing(8, at(0)));
        tickUntil(20, 0);
        hear(Windows.of(10, 1, at(-60), 1)
                .setAttemptsByResponseModel(Map.of("gpt-4o-2024-08-06", 9L))
                .build());
        tickUntil(30, 200);

        assertThat(told()).containsExactly("pending at 0 s", "firing at 30 s");
    }

    @Test
    void aRuleThatGoesResolvesAndOneThatStaysGoesOn() {
        Rule stays = Rules.named("Stays", Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP);
        engine = engine(rule(0, 0), stays);
        hear(failing(8, at(0)));

        events.addAll(engine.use(List.of(stays)));
        hear(failing(8, at(10)));

        assertThat(events)
                .extracting(event -> event.getRule() + " " + event.getState() + " " + event.getReason())
                .containsExactly(
                        "ErrorRateHigh firing condition_met",
                        "Stays firing condition_met",
                        "ErrorRateHigh resolved rule_removed");
    }

    private RuleEngine engine(Rule... rules) {
        return new RuleEngine(List.of(rules), states, Duration.ofHours(25));
    }

    private void hear(ProbeMetrics record) {
        events.addAll(engine.hear(KEY, record));
    }

    private void tickUntil(int seconds, int millis) {
        Instant end = at(seconds).plusMillis(millis);
        for (Instant now = end.minusSeconds(60); !now.isAfter(end); now = now.plusMillis(100)) {
            events.addAll(engine.tick(now));
        }
    }

    private List<String> told() {
        return events.stream()
                .map(event -> event.getState() + " at "
                        + Duration.between(START, event.getAt()).toSeconds() + " s")
                .toList();
    }

    private static Rule rule(int pendingSeconds, int keepSeconds) {
        return Rules.rule(Duration.ofSeconds(pendingSeconds), Duration.ofSeconds(keepSeconds), NoDataPolicy.KEEP);
    }

    private static Rule newModel() {
        Rule any = rule(0, 0);
        return new Rule(
                "NewModel",
                any.match(),
                any.window(),
                new Drift(Drift.Of.RESPONSE_MODEL, Duration.ofHours(1)),
                any.pendingFor(),
                any.keepFiringFor(),
                0,
                any.severity(),
                any.noData(),
                Map.of(),
                Map.of());
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
