package dev.probeline.alerts.core.notify;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays an alert event out in Block Kit; the limits are those of Slack's block reference. */
final class SlackBlocks {
    static final int HEADER_LIMIT = 150;
    /** Slack's are 3000 and 2000; with ours a message stays below the 13,000 characters at which it is refused whole. */
    static final int SECTION_LIMIT = 2500;

    static final int FIELD_LIMIT = 500;
    static final int EXAMPLE_LIMIT = 500;

    static List<LayoutBlock> of(AlertEvent event) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(HeaderBlock.builder()
                .text(PlainTextObject.builder()
                        .text(Cut.to(HEADER_LIMIT, Wording.title(event)))
                        .build())
                .build());
        Map<String, String> annotations = event.getAnnotations();
        section(blocks, annotations.getOrDefault("summary", ""));
        section(blocks, annotations.getOrDefault("description", ""));
        blocks.add(SectionBlock.builder().fields(facts(event)).build());
        for (AlertExample example : event.getExamples()) {
            blocks.add(context(escape(example(example))));
        }
        String runbook = annotations.getOrDefault("runbook_url", "");
        if (runbook.matches("https?://[^\\s<>|]+")) {
            blocks.add(context("<" + runbook + "|Runbook>"));
        }
        return List.copyOf(blocks);
    }

    private static void section(List<LayoutBlock> blocks, String text) {
        if (!text.isBlank()) {
            blocks.add(SectionBlock.builder()
                    .text(markdown(Cut.to(SECTION_LIMIT, escape(text))))
                    .build());
        }
    }

    private static List<TextObject> facts(AlertEvent event) {
        List<TextObject> facts = new ArrayList<>();
        fact(facts, "Condition", event.getCondition());
        fact(facts, "Since", Wording.since(event));
        fact(facts, "Samples", Wording.samples(event));
        fact(facts, "Fault", Wording.errors(event.getErrorsByFaultDomain()));
        fact(facts, "Errors", Wording.errors(event.getErrorsByType()));
        fact(facts, "Target", event.getLabels().getOrDefault("target", ""));
        return facts;
    }

    private static void fact(List<TextObject> facts, String name, String value) {
        if (!value.isBlank()) {
            facts.add(markdown(Cut.to(FIELD_LIMIT, "*" + name + "*\n" + escape(value))));
        }
    }

    private static String example(AlertExample example) {
        String status = example.getStatusCode() == null ? "" : " (" + example.getStatusCode() + ")";
        String request = example.getRequestId() == null ? "" : ", request " + example.getRequestId();
        String message = example.getMessage() == null ? "" : ": " + example.getMessage();
        return Cut.to(EXAMPLE_LIMIT, example.getErrorType() + status + request + message);
    }

    private static ContextBlock context(String text) {
        return ContextBlock.builder().elements(List.of(markdown(text))).build();
    }

    private static MarkdownTextObject markdown(String text) {
        return MarkdownTextObject.builder().text(text).build();
    }

    /** The three characters Slack's markup takes for itself. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private SlackBlocks() {}
}
