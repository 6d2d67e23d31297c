package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Metrics;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.rule.Template;
import dev.probeline.alerts.core.rule.Unit;
import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What the names in an annotation's template stand for in an event. */
final class Annotations {
    static Map<String, String> fill(Heard heard, Map<String, String> series, ProbeMetrics record, Blame blame) {
        Map<String, String> filled = new TreeMap<>();
        heard.rule()
                .annotations()
                .forEach((name, template) ->
                        filled.put(name, template.fill(hole -> text(hole, heard, series, record, blame))));
        return filled;
    }

    private static String text(String name, Heard heard, Map<String, String> series, ProbeMetrics record, Blame blame) {
        Rule rule = heard.rule();
        if (name.startsWith(Template.LABEL)) {
            String label = name.substring(Template.LABEL.length());
            return series.getOrDefault(label, rule.labels().getOrDefault(label, ""));
        }
        Unit unit = rule.when().unit();
        return switch (name) {
            case "alert" -> rule.name();
            case "severity" -> rule.severity().toString();
            case "condition" -> rule.when().text();
            case "threshold" -> show(unit, rule.when().threshold());
            case "value" -> show(unit, heard.finding().value());
            case "explanation" -> heard.finding().why();
            case "scope" -> blame.scope().words();
            case "window" -> Durations.format(rule.window());
            case "attempts" -> String.valueOf(record.getAttempts());
            case "failures" -> String.valueOf(record.getFailures());
            default -> show(Metrics.named(name).unit(), Metrics.named(name).read(record));
        };
    }

    private static String show(Unit unit, OptionalDouble value) {
        return value.isPresent() ? unit.show(value.getAsDouble()) : "no value";
    }

    private Annotations() {}
}
