package dev.probeline.alerts.channel.slack;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.SlackReceiver;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.alerts.core.notify.Answer;
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

    /** The first message is updated in place, its thread tells the story, and the end is told to the channel. */
    @Test
    void anIncidentIsOneMessageWithItsStoryInTheThreadAndItsEndForAll() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ok()))) {
            Channel channel = channel(server.port(), Duration.ofSeconds(5));
            Answer.Taken taken = (Answer.Taken) channel.send(Told.firing());
            channel.send(Told.of(Occasion.NEW_ALERTS, taken.receipt(), Events.firing()));
            channel.send(Told.of(Occasion.ALL_RESOLVED, taken.receipt(), Events.resolved()));

            assertThat(server.requests()).hasSize(5);
            assertThat(server.requests().get(1))
                    .startsWith("POST /api/chat.update ")
                    .contains("ts=1503435956.000247", "blocks=");
            assertThat(server.requests().get(2))
                    .startsWith("POST /api/chat.postMessage ")
                    .contains("thread_ts=1503435956.000247", "reply_broadcast=0")
                    .doesNotContain("blocks=");
            assertThat(server.requests().get(3))
                    .startsWith("POST /api/chat.update ")
                    .contains("RESOLVED");
            assertThat(server.requests().get(4))
                    .startsWith("POST /api/chat.postMessage ")
                    .contains("thread_ts=1503435956.000247", "reply_broadcast=1", "RESOLVED");
        }
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
