package dev.probeline.alerts.channel.teams;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.TeamsReceiver;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TeamsChannelIT extends ChannelContract {
    @Override
    protected Channel channel(int port, Duration timeout) {
        return new TeamsChannel(
                new TeamsReceiver(
                        Secret.of("http://127.0.0.1:" + port + "/" + SECRET), true, timeout, Duration.ofHours(6)),
                new Links("https://probeline.example.com/"),
                CLOCK);
    }

    @Override
    protected String ok() {
        return "";
    }

    /** It says so in the status. */
    @Override
    protected RetryDecision refusedInTheBody() {
        return new RetryDecision.Delivered();
    }

    @Override
    protected int largestRequest() {
        return 28_000;
    }

    @Test
    void postsAnAdaptiveCard() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("202 Accepted", "", ""))) {
            channel(server.port(), Duration.ofSeconds(5)).send(Told.firing());

            assertThat(server.requests().get(0))
                    .contains("application/vnd.microsoft.card.adaptive")
                    .contains("[CRITICAL] ErrorRateHigh")
                    .contains("https://runbooks.example.com/error-rate");
        }
    }

    /** Text blocks and fact sets render Markdown; only runs of text do not. */
    @Test
    void textOfOthersIsNeverMarkup() {
        String card = new String(
                TeamsMessage.of(Told.firing(), new Links("https://probeline.example.com/")), StandardCharsets.UTF_8);

        assertThat(card)
                .contains("RichTextBlock", "silence add", "\"title\":\"Dashboard\"")
                .doesNotContain("TextBlock\",\"text\"", "FactSet");
    }
}
