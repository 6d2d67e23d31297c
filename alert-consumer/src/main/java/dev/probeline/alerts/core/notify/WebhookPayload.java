package dev.probeline.alerts.core.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** An alert event in the shape of Alertmanager's webhook, version 4: one alert, a group of its own. */
public final class WebhookPayload {
    /** Of one label or annotation value; Alertmanager sets none, but a receiver's body limit is real. */
    static final int VALUE_LIMIT = 4000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Go's zero time, which Alertmanager's receivers know as "still firing". */
    private static final String NO_END = "0001-01-01T00:00:00Z";

    /** UTF-8 JSON. */
    public static byte[] of(AlertEvent event, String receiver) {
        return payload(event, receiver).toString().getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode payload(AlertEvent event, String receiver) {
        String status = event.getState() == AlertState.resolved ? "resolved" : "firing";
        ObjectNode labels = texts(labels(event));
        ObjectNode annotations = texts(annotations(event));
        ObjectNode root = JSON.objectNode();
        root.put("version", "4");
        root.put("groupKey", "{}:{alert_id=\"" + event.getAlertId() + "\"}");
        root.put("truncatedAlerts", 0);
        root.put("status", status);
        root.put("receiver", receiver);
        root.set("groupLabels", texts(Map.of("alertname", event.getRule())));
        root.set("commonLabels", labels);
        root.set("commonAnnotations", annotations);
        root.put("externalURL", "");
        root.put("notification_reason", status.equals("resolved") ? "all alerts resolved" : "first notification");
        ObjectNode alert = root.putArray("alerts").addObject();
        alert.put("status", status);
        alert.set("labels", labels.deepCopy());
        alert.set("annotations", annotations.deepCopy());
        alert.put("startsAt", started(event).toString());
        alert.put(
                "endsAt",
                event.getResolvedAt() == null ? NO_END : event.getResolvedAt().toString());
        alert.put("generatorURL", "");
        alert.put("fingerprint", event.getAlertId());
        return root;
    }

    private static Map<String, String> labels(AlertEvent event) {
        Map<String, String> labels = new TreeMap<>(event.getLabels());
        labels.put("alertname", event.getRule());
        labels.put("severity", event.getSeverity().toString());
        if (event.getState() == AlertState.no_data || event.getPreviousState() == AlertState.no_data) {
            labels.put("alertstate", "no_data");
        }
        return labels;
    }

    private static Map<String, String> annotations(AlertEvent event) {
        Map<String, String> annotations = new TreeMap<>(event.getAnnotations());
        annotations.putIfAbsent("condition", event.getCondition());
        if (event.getValue() != null) {
            annotations.putIfAbsent("value", String.valueOf(event.getValue()));
        }
        annotations.putIfAbsent("attempts", String.valueOf(event.getAttempts()));
        annotations.putIfAbsent("failures", String.valueOf(event.getFailures()));
        return annotations;
    }

    private static Instant started(AlertEvent event) {
        return event.getFiringSince() == null ? event.getPendingSince() : event.getFiringSince();
    }

    private static ObjectNode texts(Map<String, String> texts) {
        ObjectNode node = JSON.objectNode();
        texts.forEach((name, value) -> node.put(name, Cut.to(VALUE_LIMIT, value)));
        return node;
    }

    private WebhookPayload() {}
}
