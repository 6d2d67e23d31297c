package dev.probeline.alerts.channel.alertmanager;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.ChannelContract;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.AlertmanagerReceiver;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    void allAlertsOfAVastGroupAreHandedOver() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ""))) {
            AlertEvent[] many = Stream.generate(Events::firing).limit(450).toArray(AlertEvent[]::new);
            channel(server.port(), Duration.ofSeconds(5)).send(Told.of(Occasion.FIRST, Map.of(), many));

            assertThat(server.requests())
                    .extracting(request -> request.split("startsAt", -1).length - 1)
                    .containsExactly(200, 200, 50);
        }
    }

    @Test
    void thatThereAreNoDataIsAnotherAlertThere() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ""))) {
            AlertEvent silent =
                    Events.event(AlertState.unknown, AlertState.no_data).build();
            channel(server.port(), Duration.ofSeconds(5))
                    .send(Told.of(Occasion.FIRST, Map.of(), Events.firing(), silent));

            assertThat(server.requests().get(0).split("\"alertstate\":\"no_data\"", -1))
                    .hasSize(2);
        }
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
