package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.Severity;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What an alert must still know of its rule when the rule is gone, so that the resolve can be told in full. */
public record RuleCard(
        Severity severity,
        String condition,
        OptionalDouble threshold,
        Map<String, String> labels,
        Map<String, String> annotations) {
    public RuleCard {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** @param series labels of the series */
    static RuleCard of(Rule rule, Map<String, String> series, Map<String, String> annotations) {
        Map<String, String> labels = new TreeMap<>(series);
        labels.putAll(rule.labels());
        return new RuleCard(rule.severity(), rule.when().text(), rule.when().threshold(), labels, annotations);
    }
}
