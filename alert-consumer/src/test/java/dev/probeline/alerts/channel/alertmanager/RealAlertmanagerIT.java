package dev.probeline.alerts.channel.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.alerts.Events;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.AlertmanagerReceiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.runtime.config.Secret;
import dev.probeline.schemas.events.AlertEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's prometheus-alertmanager, where it is installed. */
class RealAlertmanagerIT {
    private static final Path BINARY = Path.of("/usr/bin/prometheus-alertmanager");

    @TempDir
    Path folder;

    @Test
    void anAlertmanagerTakesAndShowsWhatFiresAndForgetsWhatIsOver() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(BINARY), BINARY + " is not here (install prometheus-alertmanager to run this)");
        int port = ScriptedServer.closedPort();
        Path config = Files.writeString(
                folder.resolve("alertmanager.yml"), "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        Process process = new ProcessBuilder(
                        BINARY.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder,
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            String url = "http://127.0.0.1:" + port;
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> alerts(url).isArray());
            AlertmanagerChannel channel = new AlertmanagerChannel(
                    new AlertmanagerReceiver(
                            List.of(Secret.of(url)),
                            Duration.ofMinutes(1),
                            true,
                            Duration.ofSeconds(5),
                            Duration.ofHours(6)),
                    Links.NONE,
                    Clock.systemUTC());

            assertThat(channel.send(at(Instant.now(), Told.firing())))
                    .isEqualTo(new Answer.Status(200, Optional.empty()));

            JsonNode shown = alerts(url).get(0);
            assertThat(shown.path("labels").path("alertname").asText()).isEqualTo("ErrorRateHigh");
            assertThat(shown.path("annotations").path("samples").asText()).isEqualTo("8 of 10 failed in 1m");
            assertThat(shown.path("status").path("state").asText()).isIn("active", "unprocessed");

            channel.send(at(Instant.now(), Told.resolved()));
            assertThat(alerts(url)).as("active alerts").isEmpty();
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** As if it were decided now: what ended long ago is taken to be over. */
    private static Notification at(Instant now, Notification told) {
        AlertEvent event = told.worst();
        AlertEvent.Builder today = AlertEvent.newBuilder(Events.copy(event)).setFiringSince(now.minusSeconds(60));
        if (told.over()) {
            today.setResolvedAt(now);
        }
        Notification moved = Told.of(Occasion.FIRST, Map.of(), today.build());
        return new Notification(
                moved.incident(),
                moved.group(),
                moved.occasion(),
                now,
                now,
                moved.lines(),
                moved.receipt(),
                moved.acknowledgedBy());
    }

    private static JsonNode alerts(String url) throws IOException {
        try (InputStream answer = URI.create(url + "/api/v2/alerts").toURL().openStream()) {
            return new ObjectMapper().readTree(answer);
        }
    }
}
