package dev.probeline.quickstart.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.probeline.quickstart.http.LoopbackServer;
import java.io.IOException;
import java.time.Clock;

/** Where the quickstart's notifications arrive: takes Alertmanager webhook posts (version 4) into a {@link Mailbox}. */
public final class WebhookInbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 100;

    private final Mailbox mailbox = new Mailbox(KEPT);
    private final Clock clock = Clock.systemUTC();
    private final LoopbackServer server;

    /** @param port 0 for any free one */
    public WebhookInbox(int port) {
        server = LoopbackServer.start("webhook inbox", port, this::handle);
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public String url() {
        return server.url() + "/";
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        try {
            JsonNode message = JSON.readTree(exchange.getRequestBody());
            if (!message.path("version").asText().equals("4")
                    || message.path("alerts").isEmpty()) {
                return 400;
            }
            message.path("alerts").forEach(alert -> mailbox.add(Notification.of(alert, clock.instant())));
            return 200;
        } catch (JsonProcessingException e) {
            return 400;
        }
    }
}
