package dev.probeline.alerts.channel.pagerduty;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.PagerDutyReceiver;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PagerDutyChannelIT extends ChannelContract {
    @Override
    protected Channel channel(int port, Duration timeout) {
        return new PagerDutyChannel(
                new PagerDutyReceiver(
                        Secret.of(SECRET),
                        URI.create("http://127.0.0.1:" + port + "/v2/enqueue"),
                        true,
                        timeout,
                        Duration.ofHours(6)),
                new Links("https://probeline.example.com/"),
                CLOCK);
    }

    @Override
    protected String ok() {
        return "{}";
    }

    /** It says so in the status. */
    @Override
    protected RetryDecision refusedInTheBody() {
        return new RetryDecision.Delivered();
    }

    @Override
    protected int largestRequest() {
        return 512_000;
    }

    @Test
    void triggersAndResolvesUnderTheIncidentsKey() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("202 Accepted", "", "{}"))) {
            Channel channel = channel(server.port(), Duration.ofSeconds(5));
            channel.send(Told.firing());
            channel.send(Told.resolved());

            String key = "\"dedup_key\":\"" + Told.INCIDENT + "\"";
            assertThat(server.requests().get(0))
                    .contains("\"event_action\":\"trigger\"", key, "\"severity\":\"critical\"", "silence add");
            assertThat(server.requests().get(1)).contains("\"event_action\":\"resolve\"", key);
        }
    }
}
