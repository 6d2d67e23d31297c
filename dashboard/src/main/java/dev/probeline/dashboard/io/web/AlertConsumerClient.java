package dev.probeline.dashboard.io.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.dashboard.config.AlertConsumerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the alert consumer, a few requests at a time: while it hangs the page must not. */
final class AlertConsumerClient {
    private static final Logger log = LoggerFactory.getLogger(AlertConsumerClient.class);
    private static final int AT_ONCE = 4;

    /** Its answer; 503 stands for none. */
    record Reply(int status, JsonNode body) {}

    private final AlertConsumerSettings settings;
    private final HttpClient client;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private boolean told;

    AlertConsumerClient(AlertConsumerSettings settings) {
        this.settings = settings;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    /**
     * @param path below its address, as in {@code /api/v1/silences}
     * @param user who wants it, for its records
     */
    Reply ask(String method, String path, Optional<byte[]> body, Optional<String> user) {
        if (!permits.tryAcquire()) {
            return busy();
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
                    .timeout(settings.timeout())
                    .header("Authorization", "Bearer " + settings.token().current())
                    .method(method, body.map(BodyPublishers::ofByteArray).orElse(BodyPublishers.noBody()));
            user.filter(name -> name.matches("[\\x20-\\x7e]+"))
                    .ifPresent(name -> request.header("Probeline-On-Behalf-Of", name));
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            // 401 is about our token, not about who asks here.
            return response.statusCode() == 401
                    ? none("the alert consumer does not know the dashboard's token")
                    : new Reply(response.statusCode(), Json.MAPPER.readTree(response.body()));
        } catch (IOException e) {
            tell(e);
            return none("the alert consumer does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none("shutting down");
        } finally {
            permits.release();
        }
    }

    private String base() {
        return settings.url().toString().replaceFirst("/+$", "");
    }

    private synchronized void tell(IOException e) {
        log.atLevel(told ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                .addKeyValue("url", settings.url())
                .addKeyValue("why", e.toString())
                .log("The alert consumer does not answer");
        told = true;
    }

    static Reply busy() {
        return none("the alert consumer is slow to answer; try again");
    }

    private static Reply none(String message) {
        return new Reply(503, Json.MAPPER.createObjectNode().put("message", message));
    }
}
