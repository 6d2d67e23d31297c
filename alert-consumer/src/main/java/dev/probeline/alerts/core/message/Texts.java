package dev.probeline.alerts.core.message;

import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Notification.Line;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The labels and annotations of an alert as Alertmanager and its receivers know them. */
public final class Texts {
    public static Map<String, String> labels(AlertEvent event) {
        Map<String, String> labels = new TreeMap<>(event.getLabels());
        labels.put("alertname", event.getRule());
        labels.put("severity", event.getSeverity().toString());
        if (event.getState() == AlertState.no_data || event.getPreviousState() == AlertState.no_data) {
            labels.put("alertstate", "no_data");
        }
        return labels;
    }

    /** Those of the rule and, beside them, the facts and the evidence. */
    public static Map<String, String> annotations(AlertEvent event) {
        Map<String, String> annotations = new TreeMap<>(event.getAnnotations());
        Facts.of(event)
                .forEach(fact -> annotations.putIfAbsent(
                        fact.name().toLowerCase(Locale.ROOT).replace(' ', '_'), fact.text()));
        List<String> evidence = Facts.evidence(event);
        if (!evidence.isEmpty()) {
            annotations.putIfAbsent("evidence", String.join("\n", evidence));
        }
        return annotations;
    }

    public static Instant started(AlertEvent event) {
        return event.getFiringSince() == null ? event.getPendingSince() : event.getFiringSince();
    }

    /** What all of them agree on. */
    public static Map<String, String> common(List<Map<String, String>> all) {
        Map<String, String> common = new TreeMap<>(all.get(0));
        all.forEach(each -> common.entrySet().retainAll(each.entrySet()));
        return common;
    }

    /** One alert in one line, as in {@code firing: 80 % of attempts fail in eu-west}. */
    public static String line(Line line) {
        String standing = line.standing().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return standing + ": " + Facts.summary(line.event());
    }

    /** Where the incident is known by its id, as in {@code Incident 0b1c…, first notification}. */
    public static String footer(Notification notification) {
        return "Incident " + notification.incident() + ", "
                + notification.occasion().text()
                + notification
                        .acknowledgedBy()
                        .map(who -> ", acknowledged by " + who)
                        .orElse("");
    }

    private Texts() {}
}
