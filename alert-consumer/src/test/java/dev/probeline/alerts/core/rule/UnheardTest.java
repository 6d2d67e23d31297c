package dev.probeline.alerts.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.schemas.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnheardTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant START = Windows.START;
    private static final Instant LATER = START.plus(Unheard.PATIENCE);

    private final Rule ofSeries = rule("OfSeries", MINUTE, Set.of(), Condition.parse("error_rate > 50%"));
    private final Rule otherWindow = rule("OtherWindow", MINUTE.multipliedBy(7), Set.of(), ofSeries.when());
    private final Rule otherRollUp = rule("OtherRollUp", MINUTE, Set.of(Label.REGION), ofSeries.when());
    private final Rule silence = rule("Silence", MINUTE, Set.of(), new Absence(Absence.Of.REGION, MINUTE));
    private final List<Rule> rules = List.of(ofSeries, otherWindow, otherRollUp, silence);
    private final RuleIndex index = new RuleIndex(rules);
    private final Unheard unheard = new Unheard();

    @Test
    void rulesWhoseWindowOrRollUpNobodyMakesAreNamedAfterSomeMinutesOfTraffic() {
        index.rulesFor(Windows.SERIES.toString(), MINUTE.toMillis());

        assertThat(unheard.among(rules, index.shapes(), START)).isEmpty();
        assertThat(unheard.among(rules, index.shapes(), LATER.minusMillis(1))).isEmpty();
        assertThat(unheard.among(rules, index.shapes(), LATER)).containsExactly(otherWindow, otherRollUp);
    }

    @Test
    void withoutTrafficNothingIsKnown() {
        assertThat(unheard.among(rules, index.shapes(), START)).isEmpty();
        assertThat(unheard.among(rules, index.shapes(), LATER)).isEmpty();
    }

    @Test
    void whatAnotherTaskHearsCountsToo() {
        index.rulesFor(Windows.SERIES.toString(), MINUTE.toMillis());
        unheard.among(rules, index.shapes(), START);
        unheard.among(rules, Set.of(new Shape(MINUTE.multipliedBy(7), Set.of())), START);

        assertThat(unheard.among(rules, index.shapes(), LATER)).containsExactly(otherRollUp);
    }

    @Test
    void anotherEditionIsGivenTimeAgain() {
        index.rulesFor(Windows.SERIES.toString(), MINUTE.toMillis());
        unheard.among(rules, index.shapes(), START);
        List<Rule> edited = new ArrayList<>(rules);

        assertThat(unheard.among(edited, index.shapes(), LATER)).isEmpty();
        assertThat(unheard.among(edited, index.shapes(), LATER.plus(Unheard.PATIENCE)))
                .containsExactly(otherWindow, otherRollUp);
    }

    private static Rule rule(String name, Duration window, Set<Label> over, Condition when) {
        return new Rule(
                name,
                new Match(Map.of(), over),
                window,
                when,
                Duration.ZERO,
                Duration.ZERO,
                1,
                Severity.error,
                NoDataPolicy.KEEP,
                Map.of(),
                Map.of());
    }
}
