package dev.probeline.alerts.io.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.probeline.alerts.config.ApiSettings;
import dev.probeline.alerts.core.route.Matcher;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.http.ListenException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int LONGEST_AUTHOR = 100;

    private record Reply(int status, JsonNode body) {}

    private final ApiSettings settings;
    private final SilenceBook book;
    private final Clock clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "notify-api");
        thread.setDaemon(true);
        return thread;
    });
    private HttpServer server;

    public NotifyApi(ApiSettings settings, SilenceBook book, Clock clock) {
        this.settings = settings;
        this.book = book;
        this.clock = clock;
    }

    /** @throws ListenException when the port is taken */
    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(settings.bind(), settings.port()), 0);
        } catch (IOException e) {
            throw new ListenException("silence API", settings.http(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
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
            return said(401, "a token is wanted: Authorization: Bearer …");
        }
        try {
            return answer(exchange, author(exchange, bearer.get()));
        } catch (IllegalArgumentException | IOException e) {
            return said(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("A request about silences failed");
            return said(503, "failed; the reason is in the log");
        }
    }

    private Reply answer(HttpExchange exchange, String author) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod() + " " + path.replaceFirst("/[0-9a-f-]{36}(?=/|$)", "/ID")) {
            case "GET /api/v1/silences" -> silences();
            case "POST /api/v1/silences" -> silence(exchange, author);
            case "DELETE /api/v1/silences/ID" ->
                book.expire(id(path))
                        .map(silence -> new Reply(200, Words.node(silence)))
                        .orElseGet(() -> said(404, "no such silence"));
            case "GET /api/v1/incidents" -> incidents();
            case "POST /api/v1/incidents/ID/acknowledge" ->
                book.acknowledge(id(path), author) ? said(202, "acknowledged") : said(404, "no such open incident");
            default -> said(404, "no such request");
        };
    }

    private Reply silences() {
        ArrayNode all = JSON.createArrayNode();
        book.silences().forEach(silence -> all.add(Words.node(silence)));
        return new Reply(200, all);
    }

    private Reply silence(HttpExchange exchange, String author) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody().readNBytes(LARGEST_BODY));
        List<Matcher> matchers = new ArrayList<>();
        asked.path("matchers").forEach(matcher -> matchers.add(Matcher.parse(matcher.asText())));
        Instant start = asked.hasNonNull("starts_at")
                ? Instant.parse(asked.get("starts_at").asText())
                : clock.instant();
        Silence silence = new Silence(
                UUID.randomUUID().toString(),
                matchers,
                start,
                start.plus(Durations.parse(asked.path("for").asText("1h"))),
                author,
                asked.path("comment").asText());
        book.put(silence);
        return new Reply(201, Words.node(silence));
    }

    private Reply incidents() {
        ArrayNode all = JSON.createArrayNode();
        book.incidents().forEach(incident -> {
            ObjectNode node = all.addObject();
            node.put("id", incident.id());
            node.put("group", incident.group().key());
            node.put("receiver", incident.group().receiver());
            node.put("opened", incident.opened().toString());
            node.put("told", incident.told());
            incident.acknowledged().ifPresent(who -> node.put("acknowledged_by", who.author()));
            node.put("alerts", incident.members().size());
            ArrayNode alerts = node.putArray("alert_ids");
            incident.members().keySet().forEach(alerts::add);
        });
        return new Reply(200, all);
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

    private static String id(String path) {
        return path.replaceFirst("^/api/v1/(silences|incidents)/([0-9a-f-]{36}).*$", "$2");
    }

    private static Reply said(int status, String message) {
        return new Reply(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
