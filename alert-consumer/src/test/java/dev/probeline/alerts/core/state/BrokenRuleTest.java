package dev.probeline.alerts.core.state;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.Condition;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A rule that divides by zero over some windows. */
class BrokenRuleTest {
    private final Story story = new Story(dividing());

    @Test
    void aRuleThatCannotBeWorkedOutIsAnAlertOfItsOwnThatHidesNothing() {
        story.tell(failing(8, START))
                .tell(Windows.of(10, 0, START.plusSeconds(10), 0).setCostUsd(-1).build())
                .tell(Windows.of(10, 0, START.plusSeconds(20), 0).setCostUsd(-1).build())
                .tell(failing(8, START.plusSeconds(30)))
                .tell(failing(0, START.plusSeconds(40)));

        assertThat(story.told())
                .containsExactly(
                        "firing condition_met",
                        "error evaluation_failed",
                        "resolved evaluation_works",
                        "resolved condition_cleared");
        AlertEvent error = story.events().get(1);
        assertThat(error.getAlertId()).isNotEqualTo(story.events().get(0).getAlertId());
        assertThat(error.getExplanation()).contains("evaluation error");
    }

    private static Rule dividing() {
        Rule rule = Rules.rule(Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP);
        return new Rule(
                rule.name(),
                rule.match(),
                rule.window(),
                Condition.parse("error_rate > 0.5 && 1 / int(cost_usd + 1.0) >= 0 || 1 / int(cost_usd + 1.0) < 0"),
                rule.pendingFor(),
                rule.keepFiringFor(),
                rule.minSamples(),
                rule.severity(),
                rule.noData(),
                rule.labels(),
                rule.annotations());
    }
}
