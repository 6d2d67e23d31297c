package dev.probeline.alerts.channel.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.schemas.events.AlertState;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalChannelTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final TerminalChannel terminal =
            new TerminalChannel(new PrintWriter(printed, true, StandardCharsets.UTF_8), Links.NONE);

    @Test
    void printsWhatThereIsToKnow() {
        terminal.send(Told.firing());

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("[CRITICAL] ErrorRateHigh: openai gpt-4o, chat/completions, eu-west\n")
                .contains("Value: 0.8, threshold 0.5\n")
                .contains("Samples: 8 of 10 failed in 1m\n")
                .contains(
                        "Evidence: server_error (500) after 1903 ms, of which the provider reports 350 ms, request req_123")
                .contains("Runbook: https://runbooks.example.com/error-rate\n")
                .contains(
                        "Silence: alert-consumer silence add --config FILE --comment WHY --for 2h 'alertname=\"ErrorRateHigh\"' 'model=\"gpt-4o\"'\n");
    }

    @Test
    void whatComesFromOutsideCannotSteerTheTerminal() {
        terminal.send(Told.of(
                Occasion.FIRST,
                Map.of(),
                Events.event(AlertState.pending, AlertState.firing)
                        .setExamples(List.of(Events.example("\u001b[2J\u009b\u202egone\nand a line")))
                        .build()));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .doesNotContain("\u001b", "\u009b", "\u202e")
                .contains(" [2J  gone and a line");
    }
}
