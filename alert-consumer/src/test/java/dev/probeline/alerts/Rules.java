package dev.probeline.alerts;

import dev.probeline.alerts.core.rule.Condition;
import dev.probeline.alerts.core.rule.Match;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.rule.Template;
import dev.probeline.schemas.events.Severity;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Makes rules about the error rate of one-minute windows. */
public final class Rules {
    public static Rule rule(Duration pendingFor, Duration keepFiringFor, NoDataPolicy noData) {
        return named("ErrorRateHigh", pendingFor, keepFiringFor, noData);
    }

    public static Rule named(String name, Duration pendingFor, Duration keepFiringFor, NoDataPolicy noData) {
        return new Rule(
                name,
                new Match(Map.of(), Set.of()),
                Duration.ofMinutes(1),
                Condition.parse("error_rate > 50%"),
                pendingFor,
                keepFiringFor,
                5,
                Severity.critical,
                noData,
                Map.of("team", "llm"),
                Map.of("summary", Template.parse("{{ value }} of {{ labels.model }} fail, {{ labels.team }}")));
    }

    private Rules() {}
}
