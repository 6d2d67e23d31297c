package dev.probeline.alerts.channel.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.message.Cut;
import dev.probeline.alerts.core.message.Facts;
import dev.probeline.alerts.core.message.Facts.Fact;
import dev.probeline.alerts.core.message.Headline;
import dev.probeline.alerts.core.message.Texts;
import dev.probeline.schemas.events.AlertEvent;
import java.nio.charset.StandardCharsets;

/** An incident as an Adaptive Card, as a Teams workflow takes it; the whole may have 28 KB. */
final class TeamsMessage {
    static final int TITLE_LIMIT = 300;
    static final int TEXT_LIMIT = 900;
    static final int FACT_LIMIT = 200;
    static final int SILENCE_LIMIT = 500;

    private static final int ALERTS = 10;

    /** UTF-8 JSON. */
    static byte[] of(Notification notification, Links links) {
        AlertEvent worst = notification.worst();
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        ArrayNode body = card.putArray("body");
        run(paragraph(body), Cut.to(TITLE_LIMIT, Headline.of(notification)))
                .put("weight", "Bolder")
                .put("size", "Medium")
                .put("color", notification.over() ? "Good" : "Attention");
        run(paragraph(body), Cut.to(TEXT_LIMIT, Facts.summary(worst)));
        if (notification.lines().size() > 1) {
            notification.lines().stream()
                    .limit(ALERTS)
                    .forEach(line -> run(paragraph(body), Cut.to(FACT_LIMIT, Texts.line(line))));
        }
        for (Fact fact : Facts.of(worst)) {
            ArrayNode runs = paragraph(body);
            run(runs, fact.name() + ": ").put("weight", "Bolder");
            run(runs, Cut.to(FACT_LIMIT, fact.text()));
        }
        Facts.evidence(worst)
                .forEach(example ->
                        run(paragraph(body), Cut.to(FACT_LIMIT, example)).put("isSubtle", true));
        run(paragraph(body), Cut.to(SILENCE_LIMIT, links.silence(notification))).put("fontType", "Monospace");
        run(paragraph(body), Cut.to(FACT_LIMIT, Texts.footer(notification))).put("isSubtle", true);
        actions(card, Facts.runbook(worst), links.dashboard());
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void actions(ObjectNode card, String runbook, String dashboard) {
        ArrayNode actions = card.putArray("actions");
        if (!runbook.isEmpty() && runbook.length() <= 2000) {
            open(actions, "Runbook", runbook);
        }
        if (!dashboard.isEmpty()) {
            open(actions, "Dashboard", dashboard);
        }
    }

    private static void open(ArrayNode actions, String title, String url) {
        actions.addObject().put("type", "Action.OpenUrl").put("title", title).put("url", url);
    }

    /** A text block would render the Markdown of whoever wrote the error message; runs of text are shown as they are. */
    private static ArrayNode paragraph(ArrayNode body) {
        return body.addObject().put("type", "RichTextBlock").putArray("inlines");
    }

    private static ObjectNode run(ArrayNode inlines, String text) {
        return inlines.addObject().put("type", "TextRun").put("text", text);
    }

    private TeamsMessage() {}
}
