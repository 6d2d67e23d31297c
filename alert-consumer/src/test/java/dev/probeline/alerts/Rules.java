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

/** Makes rules about the error rate, of one-minute windows unless another is asked for. */
public final class Rules {
    public static Rule rule(Duration pendingFor, Duration keepFiringFor, NoDataPolicy noData) {
        return named("ErrorRateHigh", pendingFor, keepFiringFor, noData);
    }

    public static Rule named(String name, Duration pendingFor, Duration keepFiringFor, NoDataPolicy noData) {
        return of(name, Duration.ofMinutes(1), pendingFor, keepFiringFor, noData);
    }

    public static Rule ofWindow(String name, Duration window) {
        return of(name, window, Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP);
    }

    private static Rule of(
            String name, Duration window, Duration pendingFor, Duration keepFiringFor, NoDataPolicy noData) {
        return new Rule(
                name,
                new Match(Map.of(), Set.of()),
                window,
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
