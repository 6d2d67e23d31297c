package dev.probeline.alerts.channel.slack;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.SlackWebhookReceiver;
import dev.probeline.alerts.core.notify.Failure;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlackWebhookChannelIT extends ChannelContract {
    @Override
    protected Channel channel(int port, Duration timeout) {
        Secret url = Secret.of("http://127.0.0.1:" + port + "/services/T0/B0/" + SECRET);
        return new SlackWebhookChannel(
                new SlackWebhookReceiver(url, true, timeout, Duration.ofHours(6)), Links.NONE, CLOCK);
    }

    @Override
    protected String ok() {
        return "ok";
    }

    @Override
    protected RetryDecision refusedInTheBody() {
        return new RetryDecision.GivenUp(Failure.CLIENT_ERROR);
    }

    @Test
    void postsTextAndBlocks() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ok()))) {
            channel(server.port(), Duration.ofSeconds(5)).send(Told.firing());

            assertThat(server.requests().get(0))
                    .startsWith("POST /services/T0/B0/")
                    .contains("\"blocks\":[")
                    .contains("[CRITICAL] ErrorRateHigh");
        }
    }
}
