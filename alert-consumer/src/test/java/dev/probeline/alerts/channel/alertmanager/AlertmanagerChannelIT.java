package dev.probeline.alerts.channel.alertmanager;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.AlertmanagerReceiver;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertmanagerChannelIT extends ChannelContract {
    @Override
    protected Channel channel(int port, Duration timeout) {
        return new AlertmanagerChannel(
                new AlertmanagerReceiver(
                        List.of(Secret.of("http://127.0.0.1:" + port + "/" + SECRET)),
                        Duration.ofMinutes(1),
                        true,
                        timeout,
                        Duration.ofHours(6)),
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
        return 1_000_000;
    }

    @Test
    void whatFiresEndsByItselfShouldWeDie() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ""))) {
            channel(server.port(), Duration.ofSeconds(5)).send(Told.firing());

            assertThat(server.requests().get(0))
                    .contains("/api/v2/alerts ")
                    .contains("\"startsAt\":\"2026-11-01T12:00:00Z\"")
                    .contains("\"endsAt\":\"2026-11-01T12:04:00Z\"");
        }
    }
}
