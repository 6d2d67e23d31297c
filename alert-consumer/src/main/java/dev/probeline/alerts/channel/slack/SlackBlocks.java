package dev.probeline.alerts.channel.slack;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Notification.Line;
import dev.probeline.alerts.core.message.Cut;
import dev.probeline.alerts.core.message.Facts;
import dev.probeline.alerts.core.message.Headline;
import dev.probeline.alerts.core.message.Texts;
import dev.probeline.schemas.events.AlertEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lays an incident out in Block Kit. A block's limits are those of Slack's block reference; ours are lower, so that the
 * message stays below the 13,000 characters at which it was seen to be refused whole.
 */
final class SlackBlocks {
    static final int HEADER_LIMIT = 150;
    static final int SECTION_LIMIT = 1300;
    static final int LIST_LIMIT = 1800;
    static final int FIELD_LIMIT = 350;
    static final int EVIDENCE_LIMIT = 400;
    static final int FOOT_LIMIT = 1000;

    /** Slack's of one section. */
    private static final int FIELDS = 10;

    private static final int ALERTS = 15;

    static List<LayoutBlock> of(Notification notification, Links links) {
        AlertEvent worst = notification.worst();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(HeaderBlock.builder()
                .text(PlainTextObject.builder()
                        .text(Cut.to(HEADER_LIMIT, Headline.of(notification)))
                        .build())
                .build());
        section(blocks, SECTION_LIMIT, Facts.summary(worst));
        section(blocks, SECTION_LIMIT, worst.getAnnotations().getOrDefault("description", ""));
        if (notification.lines().size() > 1) {
            section(blocks, LIST_LIMIT, list(notification.lines()));
        }
        blocks.add(SectionBlock.builder().fields(fields(worst)).build());
        Facts.evidence(worst).forEach(example -> blocks.add(context(escape(Cut.to(EVIDENCE_LIMIT, example)))));
        blocks.add(context(foot(notification, links)));
        return List.copyOf(blocks);
    }

    private static String list(List<Line> lines) {
        String more = lines.size() > ALERTS ? "\n… and " + (lines.size() - ALERTS) + " more" : "";
        return lines.stream()
                        .limit(ALERTS)
                        .map(line -> "• " + Cut.to(120, Texts.line(line)))
                        .collect(Collectors.joining("\n"))
                + more;
    }

    private static List<TextObject> fields(AlertEvent event) {
        return Facts.of(event).stream()
                .limit(FIELDS)
                .map(fact ->
                        (TextObject) markdown(Cut.to(FIELD_LIMIT, "*" + fact.name() + "*\n" + escape(fact.text()))))
                .toList();
    }

    private static String foot(Notification notification, Links links) {
        List<String> parts = new ArrayList<>();
        String runbook = Facts.runbook(notification.worst());
        if (!runbook.isEmpty() && runbook.length() < FOOT_LIMIT / 2) {
            parts.add("<" + runbook + "|Runbook>");
        }
        if (!links.dashboard().isEmpty()) {
            parts.add("<" + links.dashboard() + "|Dashboard>");
        }
        parts.add(escape(Texts.footer(notification)));
        parts.add("silence: `" + escape(Cut.to(500, links.silence(notification)).replace('`', '\'')) + "`");
        return Cut.to(FOOT_LIMIT, String.join(" · ", parts));
    }

    private static void section(List<LayoutBlock> blocks, int limit, String text) {
        if (!text.isBlank()) {
            blocks.add(SectionBlock.builder()
                    .text(markdown(Cut.to(limit, escape(text))))
                    .build());
        }
    }

    private static ContextBlock context(String text) {
        return ContextBlock.builder().elements(List.of(markdown(text))).build();
    }

    private static MarkdownTextObject markdown(String text) {
        return MarkdownTextObject.builder().text(text).build();
    }

    /** The three characters Slack's markup takes for itself. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private SlackBlocks() {}
}
