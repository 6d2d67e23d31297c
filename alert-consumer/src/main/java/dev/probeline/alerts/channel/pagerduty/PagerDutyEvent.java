package dev.probeline.alerts.channel.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.alerts.core.message.Cut;
import dev.probeline.alerts.core.message.Facts;
import dev.probeline.alerts.core.message.Headline;
import dev.probeline.alerts.core.message.Texts;
import dev.probeline.schemas.events.AlertEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An incident as an event of PagerDuty's Events API v2; its id is the dedup key, whatever the region. */
final class PagerDutyEvent {
    static final int SUMMARY_LIMIT = 1024;
    static final int DETAIL_LIMIT = 2000;

    /** Of detail lines; a whole event may have 512 KB. */
    private static final int ALERTS = 50;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** UTF-8 JSON. */
    static byte[] of(Notification notification, String routingKey, Links links) {
        ObjectNode event = JSON.objectNode();
        event.put("routing_key", routingKey);
        event.put("event_action", action(notification));
        event.put("dedup_key", notification.incident());
        event.set("payload", payload(notification, links));
        event.put("client", "Probeline");
        if (!links.dashboard().isEmpty()) {
            event.put("client_url", links.dashboard());
        }
        String runbook = Facts.runbook(notification.worst());
        if (!runbook.isEmpty() && runbook.length() <= DETAIL_LIMIT) {
            event.putArray("links").addObject().put("href", runbook).put("text", "Runbook");
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String action(Notification notification) {
        if (notification.over()) {
            return "resolve";
        }
        return notification.occasion() == Occasion.ACKNOWLEDGED ? "acknowledge" : "trigger";
    }

    private static ObjectNode payload(Notification notification, Links links) {
        AlertEvent worst = notification.worst();
        ObjectNode payload = JSON.objectNode();
        payload.put("summary", Cut.to(SUMMARY_LIMIT, Headline.of(notification)));
        payload.put("source", Cut.to(255, worst.getLabels().getOrDefault("provider", "probeline")));
        payload.put("severity", worst.getSeverity().toString());
        payload.put("timestamp", Texts.started(worst).toString());
        payload.put("component", Cut.to(255, worst.getLabels().getOrDefault("model", "")));
        payload.put("group", Cut.to(255, worst.getLabels().getOrDefault("endpoint", "")));
        payload.put("class", Cut.to(255, worst.getRule()));
        ObjectNode details = payload.putObject("custom_details");
        details.put("summary", Cut.to(DETAIL_LIMIT, Facts.summary(worst)));
        Facts.of(worst).forEach(fact -> details.put(fact.name(), Cut.to(DETAIL_LIMIT, fact.text())));
        list(
                details.putArray("alerts"),
                notification.lines().stream().limit(ALERTS).map(Texts::line).toList());
        list(details.putArray("evidence"), Facts.evidence(worst));
        details.put("silence", Cut.to(DETAIL_LIMIT, links.silence(notification)));
        return payload;
    }

    private static void list(ArrayNode node, List<String> texts) {
        texts.forEach(text -> node.add(Cut.to(DETAIL_LIMIT, text)));
    }

    private PagerDutyEvent() {}
}
