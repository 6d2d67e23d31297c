package dev.probeline.alerts.io.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.probeline.alerts.config.ApiSettings;
import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.http.BoundedServer;
import dev.probeline.runtime.http.ListenException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Silences and acknowledgements over HTTP, for whoever bears a token: {@code GET|POST /api/v1/silences},
 * {@code DELETE /api/v1/silences/ID}, {@code GET /api/v1/incidents}, {@code POST /api/v1/incidents/ID/acknowledge}.
 */
public final class NotifyApi implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotifyApi.class);
    private static final int LONGEST_AUTHOR = 100;

    /** Whoever is slow holds one for some seconds at most. */
    private static final int THREADS = 16;

    /** What is answered. */
    record Reply(int status, JsonNode body) {
        static Reply said(int status, String message) {
            return new Reply(status, JsonNodeFactory.instance.objectNode().put("message", message));
        }
    }

    private final ApiSettings settings;
    private final NotifyRequests requests;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "notify-api");
        thread.setDaemon(true);
        return thread;
    });
    private HttpServer server;

    public NotifyApi(ApiSettings settings, SilenceBook book, Clock clock) {
        this.settings = settings;
        this.requests = new NotifyRequests(book, clock);
    }

    /** @throws ListenException when the port is taken */
    public void start() {
        server = BoundedServer.listen("silence API", settings.http());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        if (!new InetSocketAddress(settings.bind(), 0).getAddress().isLoopbackAddress()) {
            log.atWarn()
                    .addKeyValue("bind", settings.bind())
                    .log("Tokens of the silence API travel in the clear: let a proxy with TLS stand before it");
        }
    }

    /** The port it listens on, also when 0 was asked for. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(HttpExchange exchange) {
        Optional<String> bearer = bearer(exchange);
        if (bearer.isEmpty()) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            return Reply.said(401, "a token is wanted: Authorization: Bearer …");
        }
        try {
            return requests.answer(exchange, author(exchange, bearer.get()));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | IOException e) {
            return Reply.said(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("A request about silences failed");
            return Reply.said(503, "failed; the reason is in the log");
        }
    }

    /** Who bears the token, or who it says it speaks for, as the dashboard does: its word is as good as its token. */
    private static String author(HttpExchange exchange, String bearer) {
        String other = exchange.getRequestHeaders().getFirst("Probeline-On-Behalf-Of");
        return other == null || other.isBlank() || other.length() > LONGEST_AUTHOR
                ? bearer
                : other.strip() + " (" + bearer + ")";
    }

    /** Every token is compared, so that the time tells nothing. */
    private Optional<String> bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            return Optional.empty();
        }
        String shown = header.substring("Bearer ".length());
        String found = null;
        for (Map.Entry<String, Secret> token : settings.tokens().entrySet()) {
            found = token.getValue().matches(shown) ? token.getKey() : found;
        }
        return Optional.ofNullable(found);
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
