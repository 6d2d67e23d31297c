package dev.probeline.alerts.core.state;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static dev.probeline.alerts.Windows.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.Condition;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state times everything that can come between: what is told in all is what would have been told without it, to the
 * id and the millisecond. {@code for} and {@code keep_firing_for} are 30 s, shorter than anything the peers restore.
 */
class InterruptionTest {
    private static final String KEY = Windows.SERIES.toString();

    /** Where the alert stands when it happens: how it gets there, and how its story ends. */
    record Standing(String name, List<ProbeMetrics> before, List<ProbeMetrics> after) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Standing INACTIVE =
            new Standing("inactive", List.of(failing(0, at(0))), List.of(failing(8, at(10)), failing(8, at(40))));
    private static final Standing PENDING = new Standing(
            "pending", List.of(failing(8, at(0)), failing(8, at(10))), List.of(failing(8, at(20)), failing(8, at(30))));
    private static final Standing PENDING_THAT_ENDS = new Standing(
            "pending that ends",
            List.of(failing(8, at(0)), failing(8, at(20))),
            List.of(failing(0, at(29)), failing(8, at(40))));
    private static final Standing FIRING = new Standing(
            "firing",
            List.of(failing(8, at(0)), failing(8, at(30))),
            List.of(failing(8, at(40)), failing(0, at(50)), failing(0, at(80))));
    private static final Standing RECOVERING = new Standing(
            "recovering",
            List.of(failing(8, at(0)), failing(8, at(30)), failing(0, at(40))),
            List.of(failing(0, at(60)), failing(0, at(70))));
    private static final Standing RECOVERING_THAT_RELAPSES = new Standing(
            "recovering that relapses",
            List.of(failing(8, at(0)), failing(8, at(30)), failing(0, at(40))),
            List.of(failing(8, at(50)), failing(0, at(60)), failing(0, at(90))));
    private static final Standing FIRING_IN_SILENCE = new Standing(
            "firing in silence",
            List.of(failing(8, at(0)), failing(8, at(30)), silent(at(40))),
            List.of(silent(at(600)), failing(8, at(610)), failing(0, at(620)), failing(0, at(650))));
    private static final Standing NO_DATA = new Standing(
            "no data",
            List.of(failing(8, at(0)), silent(at(10))),
            List.of(silent(at(20)), failing(8, at(30)), failing(0, at(40))));
    private static final Standing ERROR = new Standing(
            "error",
            List.of(failing(8, at(0)), broken(at(10))),
            List.of(broken(at(20)), failing(8, at(30)), failing(0, at(40))));
    private static final List<Standing> ALL = List.of(
            INACTIVE,
            PENDING,
            PENDING_THAT_ENDS,
            FIRING,
            RECOVERING,
            RECOVERING_THAT_RELAPSES,
            FIRING_IN_SILENCE,
            NO_DATA,
            ERROR);

    enum Interruption {
        /** The changelog has everything; the process begins anew. */
        KILL,
        /** The last record was heard but not committed: it is heard again. */
        KILL_BEFORE_THE_COMMIT,
        /** The series goes to another instance and comes back. */
        REBALANCE,
        /** The rules are read anew, another object with the same words. */
        DEPLOY,
        /** Another rule is added, and another goes. */
        EDIT_OF_OTHER_RULES
    }

    static Stream<Arguments> everyStateTimesEveryInterruption() {
        return ALL.stream()
                .flatMap(standing -> Stream.of(Interruption.values()).map(what -> Arguments.of(standing, what)));
    }

    @ParameterizedTest
    @MethodSource("everyStateTimesEveryInterruption")
    void nothingIsLostAndNothingIsToldTwice(Standing standing, Interruption interruption) {
        List<AlertEvent> undisturbed = new ArrayList<>();
        RuleEngine whole = engine(rules(standing), new HeapStates());
        Stream.concat(standing.before().stream(), standing.after().stream())
                .forEach(record -> undisturbed.addAll(whole.hear(KEY, record)));

        List<AlertEvent> told = new ArrayList<>();
        HeapStates states = new HeapStates();
        RuleEngine engine = engine(rules(standing), states);
        HeapStates committed = states.copy();
        int toldAtCommit = 0;
        for (ProbeMetrics record : standing.before()) {
            committed = states.copy();
            toldAtCommit = told.size();
            told.addAll(engine.hear(KEY, record));
        }
        switch (interruption) {
            case KILL -> engine = engine(rules(standing), states.copy());
            case REBALANCE -> {
                HeapStates elsewhere = states.copy();
                told.addAll(engine(rules(standing), elsewhere)
                        .hear(KEY, standing.after().get(0)));
                engine = engine(rules(standing), elsewhere.copy());
            }
            case KILL_BEFORE_THE_COMMIT -> {
                told.subList(toldAtCommit, told.size()).clear();
                engine = engine(rules(standing), committed);
                told.addAll(
                        engine.hear(KEY, standing.before().get(standing.before().size() - 1)));
            }
            case DEPLOY -> {
                engine = engine(List.of(), states);
                told.addAll(engine.use(rules(standing)));
            }
            case EDIT_OF_OTHER_RULES -> {
                List<Rule> more = new ArrayList<>(rules(standing));
                more.add(Rules.named("Unmet", Duration.ofHours(9), Duration.ZERO, NoDataPolicy.KEEP));
                told.addAll(engine.use(more));
                told.addAll(engine.use(rules(standing)));
            }
        }
        for (ProbeMetrics record : standing.after()) {
            told.addAll(engine.hear(KEY, record));
        }

        assertThat(undisturbed).isNotEmpty();
        assertThat(told).isEqualTo(undisturbed);
    }

    @Test
    void anEditedRuleKeepsTheStateOfItsAlert() {
        HeapStates states = new HeapStates();
        RuleEngine engine = engine(rules(FIRING), states);
        FIRING.before().forEach(record -> engine.hear(KEY, record));
        Rule before = rules(FIRING).get(0);

        List<AlertEvent> atEdit = engine.use(List.of(with(before, Condition.parse("error_rate > 70%"))));
        List<AlertEvent> still = engine.hear(KEY, failing(8, at(40)));
        List<AlertEvent> over = engine.hear(KEY, failing(6, at(50)));

        assertThat(atEdit).isEmpty();
        assertThat(still).isEmpty();
        assertThat(over)
                .extracting(AlertEvent::getState)
                .extracting(Object::toString)
                .containsExactly("recovering");
    }

    @Test
    void aRemovedRuleResolvesInEveryStateWithThatReasonAndOnce() {
        for (Standing standing : List.of(PENDING, FIRING, RECOVERING)) {
            RuleEngine engine = engine(rules(standing), new HeapStates());
            standing.before().forEach(record -> engine.hear(KEY, record));

            Supplier<List<AlertEvent>> edit = () -> engine.use(List.of());

            assertThat(edit.get()).extracting(AlertEvent::getReason).containsExactly("rule_removed");
            assertThat(edit.get()).isEmpty();
        }
    }

    @Test
    void aSeriesThatIsNotHeardOfIsNotTakenForResolved() {
        RuleEngine engine = engine(rules(FIRING), new HeapStates());
        FIRING.before().forEach(record -> engine.hear(KEY, record));

        for (int second = 0; second < 3600; second++) {
            assertThat(engine.tick(at(30 + second))).isEmpty();
        }
        assertThat(engine.forgetGone()).isEmpty();
    }

    private static RuleEngine engine(List<Rule> rules, HeapStates states) {
        return new RuleEngine(rules, states, Duration.ofHours(25));
    }

    private static List<Rule> rules(Standing standing) {
        Rule rule = Rules.rule(
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                standing.equals(NO_DATA) ? NoDataPolicy.NO_DATA : NoDataPolicy.KEEP);
        return List.of(with(rule, Condition.parse("error_rate > 0.5 && 1 / int(cost_usd + 1.0) >= 0")));
    }

    private static Rule with(Rule rule, Condition when) {
        return new Rule(
                rule.name(),
                rule.match(),
                rule.window(),
                when,
                rule.pendingFor(),
                rule.keepFiringFor(),
                rule.minSamples(),
                rule.severity(),
                rule.noData(),
                rule.labels(),
                rule.annotations());
    }

    /** The rule above divides by zero over it. */
    private static ProbeMetrics broken(Instant end) {
        return Windows.of(10, 8, end, 0).setCostUsd(-1).build();
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
