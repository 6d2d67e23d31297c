package dev.probeline.alerts.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.util.json.GsonFactory;
import dev.probeline.alerts.Events;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlackMessageTest {
    @Test
    void saysWhatWhereSinceWhenHowBadAndWhatToDo() {
        SlackMessage message = SlackMessage.of(Told.firing(), Links.NONE);

        assertThat(message.text()).isEqualTo("[CRITICAL] ErrorRateHigh: openai gpt-4o, chat/completions, eu-west");
        assertThat(json(message))
                .contains("80 % of attempts at gpt-4o fail in eu-west")
                .contains("2026-11-01T11:59:30Z")
                .contains("8 of 10 failed in 1m")
                .contains("server_error × 7, timeout × 1")
                .contains("request req_123")
                .contains("<https://runbooks.example.com/error-rate|Runbook>");
    }

    @Test
    void aResolveSaysHowLongItLasted() {
        SlackMessage message = SlackMessage.of(Told.resolved(), Links.NONE);

        assertThat(message.text()).startsWith("[RESOLVED] ");
        assertThat(json(message)).contains("2m5s");
    }

    @Test
    void whatComesFromOutsideCannotMakeMarkup() {
        AlertEvent event = Events.event(AlertState.pending, AlertState.firing)
                .setExamples(List.of(Events.example("<!channel> & <https://evil.example|click>")))
                .setAnnotations(Map.of("runbook_url", "javascript:alert(1)", "summary", "<@U1>"))
                .build();

        assertThat(json(SlackMessage.of(Told.of(Occasion.FIRST, Map.of(), event), Links.NONE)))
                .contains("&lt;!channel&gt; &amp; &lt;https")
                .contains("&lt;@U1&gt;")
                .doesNotContain("javascript");
    }

    @Test
    void longTextsAreCutToSlacksLimits() {
        SlackMessage message = SlackMessage.of(Told.vast(), Links.NONE);

        assertThat(message.text().length()).isLessThanOrEqualTo(SlackMessage.TEXT_LIMIT);
        assertThat(message.blocks()).hasSizeLessThanOrEqualTo(50).allSatisfy(SlackMessageTest::isWithinItsLimits);
        int characters =
                message.blocks().stream().mapToInt(SlackMessageTest::length).sum();
        assertThat(characters).as("Slack was seen to refuse 13,200").isLessThan(13_000);
    }

    private static void isWithinItsLimits(LayoutBlock block) {
        if (block instanceof HeaderBlock header) {
            assertThat(header.getText().getText().length()).isLessThanOrEqualTo(150);
        } else if (block instanceof SectionBlock section && section.getText() != null) {
            assertThat(section.getText().getText().length()).isLessThanOrEqualTo(3000);
        } else if (block instanceof SectionBlock section) {
            assertThat(section.getFields())
                    .hasSizeLessThanOrEqualTo(10)
                    .allSatisfy(field -> assertThat(field.getText().length()).isLessThanOrEqualTo(2000));
        } else {
            assertThat(((ContextBlock) block).getElements()).hasSizeLessThanOrEqualTo(10);
        }
    }

    private static int length(LayoutBlock block) {
        return GsonFactory.createSnakeCase().toJson(block).length();
    }

    private static String json(SlackMessage message) {
        return new com.google.gson.GsonBuilder().disableHtmlEscaping().create().toJson(message.blocks());
    }
}
