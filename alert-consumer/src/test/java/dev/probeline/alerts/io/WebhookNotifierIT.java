package dev.probeline.alerts.io;

import static dev.probeline.alerts.io.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.config.WebhookReceiver;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.alerts.core.notify.Signature;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookNotifierIT extends NotifierContract {
    @Override
    Notifier notifier(int port, Duration timeout) {
        Secret url = Secret.of("http://127.0.0.1:" + port + "/hook?token=" + SECRET);
        return new WebhookNotifier(
                "inbox",
                new WebhookReceiver(url, Optional.of(Secret.of(SECRET)), true, timeout, Duration.ofHours(6)),
                CLOCK);
    }

    @Override
    String ok() {
        return "";
    }

    /** Alertmanager's webhook knows no such body. */
    @Override
    RetryDecision refusedInTheBody() {
        return new RetryDecision.Delivered();
    }

    @Test
    void signsWhatItSends() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ""))) {
            notifier(server.port(), Duration.ofSeconds(5)).send(Events.firing());

            String request = server.requests().get(0);
            String body = request.substring(request.indexOf("\r\n\r\n") + 4);
            assertThat(request)
                    .startsWith("POST /hook?token=")
                    .contains(Signature.HEADER + ": "
                            + Signature.of(body.getBytes(StandardCharsets.UTF_8), SECRET, CLOCK.instant()));
        }
    }
}
