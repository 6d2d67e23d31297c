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
    static final int SILENCE_LIMIT = 300;
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
        embed.put("title", Cut.to(TITLE_LIMIT, plain(Headline.of(notification))));
        embed.put("description", Cut.to(DESCRIPTION_LIMIT, description(notification, worst)));
        embed.put("color", notification.over() ? GREEN : RED);
        if (!links.dashboard().isEmpty()) {
            embed.put("url", links.dashboard());
        }
        ArrayNode fields = embed.putArray("fields");
        Facts.of(worst)
                .forEach(fact -> fields.addObject()
                        .put("name", fact.name())
                        .put("value", Cut.to(FIELD_LIMIT, plain(fact.text())))
                        .put("inline", true));
        String runbook = Facts.runbook(worst);
        if (!runbook.isEmpty() && runbook.length() <= FIELD_LIMIT) {
            fields.addObject().put("name", "Runbook").put("value", runbook);
        }
        fields.addObject().put("name", "Silence").put("value", code(SILENCE_LIMIT, links.silence(notification)));
        embed.putObject("footer").put("text", Cut.to(FOOTER_LIMIT, Texts.footer(notification)));
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String description(Notification notification, AlertEvent worst) {
        List<String> alerts = notification.lines().size() < 2
                ? List.of()
                : notification.lines().stream()
                        .limit(ALERTS)
                        .map(line -> "• " + Cut.to(100, plain(Texts.line(line))))
                        .toList();
        return Stream.of(
                        Stream.of(Cut.to(600, plain(Facts.summary(worst)))),
                        alerts.stream(),
                        Facts.evidence(worst).stream().map(example -> code(200, example)))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /** Discord renders Markdown in titles, descriptions and fields, and a backslash takes a character's meaning away. */
    static String plain(String text) {
        return text.replaceAll("[\\\\*_~`|>#\\[\\]()<@]", "\\\\$0");
    }

    /** As it stands, but for the one character that would end it. */
    private static String code(int limit, String text) {
        return "`" + Cut.to(limit, text).replace('`', '\'') + "`";
    }

    private DiscordMessage() {}
}
