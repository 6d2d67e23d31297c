package dev.probeline.quickstart.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookInboxTest {
    private final WebhookInbox inbox = new WebhookInbox(0);

    @AfterEach
    void stop() {
        inbox.close();
    }

    @Test
    void everyAlertOfAMessageIsKeptNewestFirst() throws Exception {
        assertThat(post(message("a", "firing"))).isEqualTo(200);
        assertThat(post(message("a", "resolved"))).isEqualTo(200);

        assertThat(inbox.mailbox().contents().newest())
                .extracting(Notification::status)
                .containsExactly("resolved", "firing");
        assertThat(inbox.mailbox().contents().newest().get(0).summary()).isEqualTo("slow");
        assertThat(inbox.mailbox().delivered()).isEqualTo(2);
        assertThat(inbox.mailbox().duplicates()).isZero();
    }

    @Test
    void theSameMessageAgainIsADuplicate() throws Exception {
        post(message("a", "firing"));
        post(message("a", "firing"));
        post(message("b", "firing"));

        assertThat(inbox.mailbox().delivered()).isEqualTo(2);
        assertThat(inbox.mailbox().duplicates()).isEqualTo(1);
    }

    @Test
    void whatIsNoWebhookMessageIsRefused() throws Exception {
        assertThat(post("{}")).isEqualTo(400);
        assertThat(post("{")).isEqualTo(400);
        assertThat(inbox.mailbox().contents().newest()).isEmpty();
    }

    @Test
    void theOldestGoWhenTheMailboxIsFull() {
        Mailbox small = new Mailbox(2);
        for (String id : new String[] {"a", "b", "c"}) {
            small.add(new Notification(Instant.EPOCH, id, "firing", Map.of(), Map.of()));
        }

        assertThat(small.contents().newest())
                .extracting(Notification::fingerprint)
                .containsExactly("c", "b");
        assertThat(small.delivered()).isEqualTo(3);
    }

    private static String message(String fingerprint, String status) {
        return """
                {"version":"4","status":"firing","alerts":[{"status":"%s","fingerprint":"%s",
                 "labels":{"alertname":"Slow","region":"eu"},"annotations":{"summary":"slow"}}]}""".formatted(status, fingerprint);
    }

    private int post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(inbox.url()))
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
