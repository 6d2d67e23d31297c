package dev.probeline.alerts.channel.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.message.Cut;
import dev.probeline.alerts.core.message.Facts;
import dev.probeline.alerts.core.message.Headline;
import dev.probeline.alerts.core.message.Texts;
import dev.probeline.schemas.events.AlertEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An incident as one embed; Discord bears 6000 characters of it in all. */
final class DiscordMessage {
    static final int TITLE_LIMIT = 256;
    static final int DESCRIPTION_LIMIT = 2000;
    static final int FIELD_LIMIT = 250;
    static final int FOOTER_LIMIT = 500;

    private static final int ALERTS = 10;
    private static final int GREEN = 0x2EB67D;
    private static final int RED = 0xE01E5A;

    /** UTF-8 JSON. */
    static byte[] of(Notification notification, Links links) {
        AlertEvent worst = notification.worst();
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        // Whoever writes an error message shall not be able to call everybody.
        message.putObject("allowed_mentions").putArray("parse");
        ObjectNode embed = message.putArray("embeds").addObject();
        embed.put("title", Cut.to(TITLE_LIMIT, Headline.of(notification)));
        embed.put("description", Cut.to(DESCRIPTION_LIMIT, description(notification, worst)));
        embed.put("color", notification.over() ? GREEN : RED);
        String runbook = Facts.runbook(worst);
        String link = runbook.isEmpty() || runbook.length() > 1000 ? links.dashboard() : runbook;
        if (!link.isEmpty()) {
            embed.put("url", link);
        }
        ArrayNode fields = embed.putArray("fields");
        Facts.of(worst)
                .forEach(fact -> fields.addObject()
                        .put("name", fact.name())
                        .put("value", Cut.to(FIELD_LIMIT, fact.text()))
                        .put("inline", true));
        embed.putObject("footer").put("text", Cut.to(FOOTER_LIMIT, Texts.footer(notification)));
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String description(Notification notification, AlertEvent worst) {
        List<String> alerts = notification.lines().size() < 2
                ? List.of()
                : notification.lines().stream()
                        .limit(ALERTS)
                        .map(line -> "• " + Cut.to(100, Texts.line(line)))
                        .toList();
        return Stream.of(
                        Stream.of(Cut.to(600, Facts.summary(worst))),
                        alerts.stream(),
                        Facts.evidence(worst).stream()
                                .map(example -> "`" + Cut.to(200, example).replace('`', '\'') + "`"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private DiscordMessage() {}
}
