package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Absence;
import dev.probeline.alerts.core.rule.Condition;
import dev.probeline.alerts.core.rule.Label;
import dev.probeline.alerts.core.rule.Match;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Quorum;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.rule.Template;
import dev.probeline.alerts.core.rule.Threshold;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.schemas.events.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A rule as written; the keys are Prometheus's and Grafana's where they have one. */
record RuleSpec(
        String alert,
        @Default("{}") MatchSpec match,
        @Default("[]") List<Label> over,
        Duration window,
        Optional<Condition> when,
        Optional<RegionsSpec> regions,
        Optional<BurnRateSpec> burnRate,
        Optional<ForecastSpec> forecast,
        Optional<AnomalySpec> anomaly,
        Optional<DriftSpec> drift,
        Optional<Absence.Of> absence,
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
        expectOneKind(expect, Stream.of(when, burnRate, forecast, anomaly, drift, absence));
        expectRegions(expect, when, regions, over);
        burnRate.ifPresent(burn -> burn.check(expect, window));
        expectRollUp(expect, match, over);
        if (absence.isPresent()) {
            expectNothingOfWindows(expect, minSamples, noData);
        }
        expectLabels(expect, labels, annotations);
        expect.orThrow();
    }

    private static void expectOneKind(Expect expect, Stream<Optional<?>> kinds) {
        long there = kinds.filter(Optional::isPresent).count();
        expect.that(
                there == 1,
                "alert",
                there + " conditions",
                "one of when, burn_rate, forecast, anomaly, drift or absence");
    }

    private static void expectRegions(
            Expect expect, Optional<Condition> when, Optional<RegionsSpec> regions, List<Label> over) {
        if (regions.isEmpty()) {
            return;
        }
        expect.that(
                when.filter(Quorum::knows).isPresent(),
                "regions",
                when.map(Condition::text).orElse("no when"),
                "when: a triple over one of " + Quorum.metrics() + ", which are known by region");
        expect.that(
                over.contains(Label.REGION),
                "regions",
                "over: " + over.stream().map(Label::text).toList(),
                "over: [region], for only a roll-up over regions tells of each");
    }

    /** Silence has neither samples nor data. */
    private static void expectNothingOfWindows(Expect expect, long minSamples, NoDataPolicy noData) {
        expect.that(minSamples == 1, "min_samples", minSamples, "nothing beside absence, which no sample answers")
                .that(noData == NoDataPolicy.KEEP, "no_data", noData, "nothing beside absence, which is about no data");
    }

    private static void expectRollUp(Expect expect, MatchSpec match, List<Label> over) {
        Map<?, ?> patterns = match.patterns();
        for (Label label : over) {
            expect.that(
                    !patterns.containsKey(label),
                    "over",
                    label.text(),
                    "a label without a pattern in match, for a roll-up holds all its values");
        }
    }

    private static void expectLabels(Expect expect, Map<String, String> labels, Map<String, Template> annotations) {
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
    }

    Rule rule() {
        return new Rule(
                alert,
                new Match(match.patterns(), Set.copyOf(over)),
                window,
                condition(),
                for_,
                keepFiringFor,
                minSamples,
                severity,
                noData,
                labels,
                annotations);
    }

    private Condition condition() {
        if (burnRate.isPresent()) {
            return burnRate.get().condition(window);
        }
        if (forecast.isPresent()) {
            return forecast.get().condition(window);
        }
        if (anomaly.isPresent()) {
            return anomaly.get().condition(window);
        }
        if (drift.isPresent()) {
            return drift.get().condition();
        }
        if (absence.isPresent()) {
            return new Absence(absence.get(), window);
        }
        Condition each = when.orElseThrow();
        return regions.isPresent()
                ? new Quorum(
                        (Threshold) each,
                        regions.get().minFailing(),
                        regions.get().minReporting(),
                        minSamples)
                : each;
    }
}
