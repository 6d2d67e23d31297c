package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Condition;
import dev.probeline.alerts.core.rule.Label;
import dev.probeline.alerts.core.rule.Match;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.rule.Template;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.schemas.events.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A rule as written; the keys are Prometheus's and Grafana's where they have one. */
record RuleSpec(
        String alert,
        @Default("{}") MatchSpec match,
        @Default("[]") List<Label> over,
        Duration window,
        Condition when,
        @Default("0s") Duration for_,
        @Default("0s") Duration keepFiringFor,
        @Default("1") long minSamples,
        @Default("warning") Severity severity,
        @Default("keep") NoDataPolicy noData,
        @Default("{}") Map<String, String> labels,
        @Default("{}") Map<String, Template> annotations,
        @Default("true") boolean enabled) {

    private static final Set<String> TAKEN = Set.of("alertname", "alertstate", "severity");

    RuleSpec {
        Expect expect = new Expect()
                .that(!alert.isBlank(), "alert", "\"\"", "a name")
                .that(!window.isZero(), "window", window, "at least 1s, a window the aggregator makes")
                .that(minSamples >= 0, "min_samples", minSamples, "0 or more");
        Map<?, ?> patterns = match.patterns();
        for (Label label : over) {
            expect.that(
                    !patterns.containsKey(label),
                    "over",
                    label.text(),
                    "a label without a pattern in match, for a roll-up holds all its values");
        }
        for (String label : labels.keySet()) {
            expect.that(
                    Label.named(label).isEmpty() && !TAKEN.contains(label),
                    "labels",
                    label,
                    "a name that the series and the alert do not have already");
        }
        annotations.forEach((name, template) -> template.labels()
                .forEach(label -> expect.that(
                        Label.named(label).isPresent() || labels.containsKey(label),
                        "annotations",
                        name + " uses {{ labels." + label + " }}",
                        "one of " + Label.names() + " or a label of the rule")));
        expect.orThrow();
    }

    Rule rule() {
        return new Rule(
                alert,
                new Match(match.patterns(), Set.copyOf(over)),
                window,
                when,
                for_,
                keepFiringFor,
                minSamples,
                severity,
                noData,
                labels,
                annotations);
    }
}
