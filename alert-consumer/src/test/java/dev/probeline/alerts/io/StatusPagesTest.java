package dev.probeline.alerts.io;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.StatusPage;
import dev.probeline.alerts.core.page.CrossCheck;
import dev.probeline.alerts.core.page.PageStatus;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against a server on this machine that answers as a status page does, and as one that is down. */
class StatusPagesTest {
    private static final String TROUBLE = """
        {"page":{"id":"x","name":"Example"},
         "status":{"indicator":"major","description":"Partial System Outage"},
         "incidents":[
           {"name":"later","status":"identified","started_at":"2026-11-01T12:20:00.000Z"},
           {"name":"first","status":"investigating","created_at":"2026-11-01T05:12:00.000-07:00"}]}\
        """;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScriptedClock clock = new ScriptedClock(START);

    @Test
    void aPageIsReadAndPutBesideTheAlertWithTheLeadOverIt() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.http("200 OK", "", TROUBLE));
                StatusPages pages = pages(server.port())) {
            pages.start();
            await().until(() -> pages.of("openai").isPresent());

            AlertEvent event = CrossCheck.with(firing(), pages.of("openai"));

            assertThat(event.getProviderStatus()).isEqualTo("major: Partial System Outage");
            assertThat(event.getDetectionLeadMs())
                    .as("the first incident began twelve minutes after the alert")
                    .isEqualTo(Duration.ofMinutes(12).toMillis());
            assertThat(server.requests().get(0)).startsWith("GET /api/v2/summary.json ");
        }
    }

    @Test
    void whatWasSaidLongAgoIsNotTold() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.http("200 OK", "", TROUBLE));
                StatusPages pages = pages(server.port())) {
            pages.start();
            await().until(() -> pages.of("openai").isPresent());

            clock.forward(Duration.ofMinutes(6));

            assertThat(pages.of("openai")).isEmpty();
        }
    }

    @Test
    void aPageThatIsDownOrNoStatusPageIsCountedAndTheAlertGoesWithout() throws IOException {
        for (String answer : new String[] {
            ScriptedServer.http("503 Service Unavailable", "", "down"),
            ScriptedServer.http("200 OK", "", "<html>"),
            ScriptedServer.http("200 OK", "", "{}")
        }) {
            double before = failed();
            try (ScriptedServer server = new ScriptedServer(answer);
                    StatusPages pages = pages(server.port())) {
                pages.start();
                await().until(() -> failed() > before);

                assertThat(CrossCheck.with(firing(), pages.of("openai"))).isEqualTo(firing());
            }
        }
    }

    @Test
    void anIncidentOfAnotherDayIsNoLead() {
        PageStatus old = new PageStatus("minor", "", Optional.of(START.minus(Duration.ofDays(1))));

        assertThat(CrossCheck.with(firing(), Optional.of(old)).getDetectionLeadMs())
                .isNull();
    }

    private double failed() {
        return registry.find("status.page.requests").tag("result", "failed").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private StatusPages pages(int port) {
        URI url = URI.create("http://127.0.0.1:" + port + "/api/v2/summary.json");
        StatusPage page = new StatusPage(url, Duration.ofMinutes(1), Duration.ofSeconds(5));
        return new StatusPages(Map.of("openai", page), registry, clock);
    }

    private static AlertEvent firing() {
        return Events.event(AlertState.pending, AlertState.firing)
                .setFiringSince(START)
                .build();
    }
}
