package dev.probeline.alerts.channel.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Notification.Line;
import dev.probeline.alerts.core.message.Cut;
import dev.probeline.alerts.core.message.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An incident in the shape of Alertmanager's webhook, version 4. */
public final class WebhookPayload {
    /** Of one label or annotation value; Alertmanager sets none, but a receiver's body limit is real. */
    static final int VALUE_LIMIT = 4000;

    /** The same, where there are many. */
    static final int SHORT_VALUE_LIMIT = 400;

    private static final int MANY = 10;

    /** Of alerts; how many are left out is said, as Alertmanager does. */
    static final int ALERT_LIMIT = 100;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Go's zero time, which Alertmanager's receivers know as "still firing". */
    private static final String NO_END = "0001-01-01T00:00:00Z";

    /** UTF-8 JSON. */
    public static byte[] of(Notification notification, String receiver, Links links) {
        return payload(notification, receiver, links).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode payload(Notification notification, String receiver, Links links) {
        List<Line> lines = notification.lines();
        ObjectNode root = JSON.objectNode();
        root.put("version", "4");
        root.put("groupKey", notification.group().key());
        root.put("incident", notification.incident());
        root.put("truncatedAlerts", Math.max(0, lines.size() - ALERT_LIMIT));
        root.put("status", status(notification.over()));
        root.put("receiver", receiver);
        root.set("groupLabels", texts(notification.group().labels(), VALUE_LIMIT));
        root.set(
                "commonLabels",
                texts(
                        Texts.common(lines.stream()
                                .map(line -> Texts.labels(line.event()))
                                .toList()),
                        VALUE_LIMIT));
        root.set(
                "commonAnnotations",
                texts(
                        Texts.common(lines.stream()
                                .map(line -> Texts.annotations(line.event()))
                                .toList()),
                        VALUE_LIMIT));
        root.put("externalURL", links.dashboard());
        root.put("silence", Cut.to(VALUE_LIMIT, links.silence(notification)));
        root.put("notification_reason", notification.occasion().text());
        notification.acknowledgedBy().ifPresent(who -> root.put("acknowledgedBy", who));
        int limit = lines.size() > MANY ? SHORT_VALUE_LIMIT : VALUE_LIMIT;
        lines.stream()
                .limit(ALERT_LIMIT)
                .forEach(line -> root.withArray("alerts").add(alert(line, limit)));
        return root;
    }

    private static ObjectNode alert(Line line, int limit) {
        ObjectNode alert = JSON.objectNode();
        alert.put("status", status(line.over()));
        alert.set("labels", texts(Texts.labels(line.event()), limit));
        alert.set("annotations", texts(Texts.annotations(line.event()), limit));
        alert.put("startsAt", Texts.started(line.event()).toString());
        alert.put(
                "endsAt",
                line.over() && line.event().getResolvedAt() != null
                        ? line.event().getResolvedAt().toString()
                        : NO_END);
        alert.put("generatorURL", "");
        alert.put("fingerprint", line.event().getAlertId());
        return alert;
    }

    private static String status(boolean over) {
        return over ? "resolved" : "firing";
    }

    private static ObjectNode texts(Map<String, String> texts, int limit) {
        ObjectNode node = JSON.objectNode();
        texts.forEach((name, value) -> node.put(name, Cut.to(limit, value)));
        return node;
    }

    private WebhookPayload() {}
}
