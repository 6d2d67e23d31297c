package dev.probeline.alerts.channel.webhook;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.WebhookReceiver;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookChannelIT extends ChannelContract {
    @Override
    protected Channel channel(int port, Duration timeout) {
        Secret url = Secret.of("http://127.0.0.1:" + port + "/hook?token=" + SECRET);
        return new WebhookChannel(
                "inbox",
                new WebhookReceiver(
                        url,
                        Optional.of(Secret.of(SECRET)),
                        Optional.of(Secret.of(SECRET + 2)),
                        true,
                        timeout,
                        Duration.ofHours(6)),
                Links.NONE,
                CLOCK);
    }

    @Override
    protected String ok() {
        return "";
    }

    /** Alertmanager's webhook knows no such body. */
    @Override
    protected RetryDecision refusedInTheBody() {
        return new RetryDecision.Delivered();
    }

    @Test
    void signsWhatItSends() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ""))) {
            channel(server.port(), Duration.ofSeconds(5)).send(Told.firing());

            String request = server.requests().get(0);
            String body = request.substring(request.indexOf("\r\n\r\n") + 4);
            assertThat(request)
                    .startsWith("POST /hook?token=")
                    .contains(Signature.HEADER + ": "
                            + Signature.of(
                                    body.getBytes(StandardCharsets.UTF_8),
                                    List.of(SECRET, SECRET + 2),
                                    CLOCK.instant()));
        }
    }
}
