package dev.probeline.alerts.channel.slack;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.SlackReceiver;
import dev.probeline.alerts.core.notify.Failure;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlackChannelIT extends ChannelContract {
    @Override
    protected Channel channel(int port, Duration timeout) {
        return new SlackChannel(
                new SlackReceiver(
                        "C0123456789",
                        Secret.of("xoxb-" + SECRET),
                        URI.create("http://127.0.0.1:" + port + "/api/"),
                        true,
                        timeout,
                        Duration.ofHours(6)),
                Links.NONE,
                CLOCK);
    }

    @Override
    protected String ok() {
        return "{\"ok\":true,\"channel\":\"C0123456789\",\"ts\":\"1503435956.000247\"}";
    }

    @Override
    protected RetryDecision refusedInTheBody() {
        return new RetryDecision.GivenUp(Failure.CLIENT_ERROR);
    }

    @Test
    void postsBlocksToTheChannelAsTheBot() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ok()))) {
            channel(server.port(), Duration.ofSeconds(5)).send(Told.firing());

            assertThat(server.requests().get(0))
                    .startsWith("POST /api/chat.postMessage ")
                    .contains("Authorization: Bearer xoxb-")
                    .contains("channel=C0123456789")
                    .contains("blocks=");
        }
    }
}
