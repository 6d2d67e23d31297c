package dev.probeline.alerts.io;

import static dev.probeline.alerts.io.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.config.SlackReceiver;
import dev.probeline.alerts.core.notify.Failure;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlackNotifierIT extends NotifierContract {
    @Override
    Notifier notifier(int port, Duration timeout) {
        return new SlackNotifier(
                new SlackReceiver(
                        "C0123456789",
                        Secret.of("xoxb-" + SECRET),
                        URI.create("http://127.0.0.1:" + port + "/api/"),
                        true,
                        timeout,
                        Duration.ofHours(6)),
                CLOCK);
    }

    @Override
    String ok() {
        return "{\"ok\":true,\"channel\":\"C0123456789\",\"ts\":\"1503435956.000247\"}";
    }

    @Override
    RetryDecision refusedInTheBody() {
        return new RetryDecision.GivenUp(Failure.CLIENT_ERROR);
    }

    @Test
    void postsBlocksToTheChannelAsTheBot() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ok()))) {
            notifier(server.port(), Duration.ofSeconds(5)).send(Events.firing());

            assertThat(server.requests().get(0))
                    .startsWith("POST /api/chat.postMessage ")
                    .contains("Authorization: Bearer xoxb-")
                    .contains("channel=C0123456789")
                    .contains("blocks=");
        }
    }
}
