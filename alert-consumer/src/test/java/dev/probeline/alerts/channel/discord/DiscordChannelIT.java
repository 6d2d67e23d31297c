package dev.probeline.alerts.channel.discord;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.DiscordReceiver;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiscordChannelIT extends ChannelContract {
    @Override
    protected Channel channel(int port, Duration timeout) {
        return new DiscordChannel(
                new DiscordReceiver(
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
        return 8_000;
    }

    @Test
    void postsAnEmbedThatCallsNobody() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ""))) {
            channel(server.port(), Duration.ofSeconds(5)).send(Told.firing());

            assertThat(server.requests().get(0))
                    .contains("\"allowed_mentions\":{\"parse\":[]}")
                    .contains("\\\\[CRITICAL\\\\] ErrorRateHigh")
                    .contains("\"url\":\"https://probeline.example.com/\"")
                    .contains("https://runbooks.example.com/error-rate")
                    .contains("`alert-consumer silence add");
        }
    }

    @Test
    void textOfOthersIsNeverMarkup() {
        assertThat(DiscordMessage.plain("[click](http://evil.example) **@everyone** <@1> `x` # y \\"))
                .isEqualTo(
                        "\\[click\\]\\(http://evil.example\\) \\*\\*\\@everyone\\*\\* \\<\\@1\\> \\`x\\` \\# y \\\\");
    }
}
