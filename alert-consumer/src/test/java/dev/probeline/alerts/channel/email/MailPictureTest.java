package dev.probeline.alerts.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a message says, as a page for the README's picture: {@code target/mail.html}; DEVELOPING.md has the browser's command. */
class MailPictureTest {
    @Test
    void aMessageAnswersWhatOnCallAsks() throws IOException {
        AlertEvent event = Events.event(AlertState.pending, AlertState.firing)
                .setFiringSince(Windows.START)
                .setScope("region")
                .setRegionsFailing(List.of("eu-west"))
                .setRegionsHealthy(List.of("ap-southeast", "us-east"))
                .setExplanation("no other region is hit, nor any other model there")
                .setProviderStatus("operational (status page, 2 min old)")
                .build();

        String page = MailContent.of(
                        Told.of(Occasion.FIRST, Map.of(), event),
                        new Links("https://probeline.example.com/"),
                        "example.com")
                .html();

        Files.writeString(Path.of("target", "mail.html"), page);
        assertThat(page)
                .as(
                        "what, since when, how bad, where, whose fault, evidence, whose time, what to do, where to look, how to silence")
                .contains("[CRITICAL] ErrorRateHigh: openai gpt-4o, chat/completions, eu-west")
                .contains("2026-11-01T11:59:30Z")
                .contains("0.8, threshold 0.5", "8 of 10 failed in 1m")
                .contains("seen in eu-west; healthy: ap-southeast, us-east")
                .contains("provider × 8; reaches region", "server_error × 7, timeout × 1")
                .contains("request req_123", "after 1903 ms, of which the provider reports 350 ms")
                .contains("Runbook</a>", "Dashboard</a>", "silence add --config FILE");
    }
}
