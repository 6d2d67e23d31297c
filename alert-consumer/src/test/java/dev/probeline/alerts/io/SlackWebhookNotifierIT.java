package dev.probeline.alerts.io;

import static dev.probeline.alerts.io.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.config.SlackWebhookReceiver;
import dev.probeline.alerts.core.notify.Failure;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlackWebhookNotifierIT extends NotifierContract {
    @Override
    Notifier notifier(int port, Duration timeout) {
        Secret url = Secret.of("http://127.0.0.1:" + port + "/services/T0/B0/" + SECRET);
        return new SlackWebhookNotifier(new SlackWebhookReceiver(url, true, timeout, Duration.ofHours(6)), CLOCK);
    }

    @Override
    String ok() {
        return "ok";
    }

    @Override
    RetryDecision refusedInTheBody() {
        return new RetryDecision.GivenUp(Failure.CLIENT_ERROR);
    }

    @Test
    void postsTextAndBlocks() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ok()))) {
            notifier(server.port(), Duration.ofSeconds(5)).send(Events.firing());

            assertThat(server.requests().get(0))
                    .startsWith("POST /services/T0/B0/")
                    .contains("\"blocks\":[")
                    .contains("[CRITICAL] ErrorRateHigh");
        }
    }
}
