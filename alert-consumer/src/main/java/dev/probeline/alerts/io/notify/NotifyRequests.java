package dev.probeline.alerts.io.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.probeline.alerts.core.route.Matcher;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.alerts.io.notify.NotifyApi.Reply;
import dev.probeline.runtime.config.Durations;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What may be asked about silences and incidents, once it is known who asks. */
final class NotifyRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BODY = 64 * 1024;

    private final SilenceBook book;
    private final Clock clock;

    NotifyRequests(SilenceBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @throws IOException if the body is not JSON
     * @throws IllegalArgumentException with the fix, or another exception of a value that cannot be
     */
    Reply answer(HttpExchange exchange, String author) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod() + " " + path.replaceFirst("/[0-9a-f-]{36}(?=/|$)", "/ID")) {
            case "GET /api/v1/silences" -> silences();
            case "POST /api/v1/silences" -> silence(exchange, author);
            case "DELETE /api/v1/silences/ID" ->
                book.expire(id(path), author)
                        .map(silence -> new Reply(200, Words.node(silence)))
                        .orElseGet(() -> Reply.said(404, "no such silence"));
            case "GET /api/v1/incidents" -> incidents();
            case "POST /api/v1/incidents/ID/acknowledge" ->
                book.acknowledge(id(path), author)
                        ? Reply.said(202, "acknowledged")
                        : Reply.said(404, "no such open incident");
            default -> Reply.said(404, "no such request");
        };
    }

    private Reply silences() {
        ArrayNode all = JSON.createArrayNode();
        book.silences().forEach(silence -> all.add(Words.node(silence)));
        return new Reply(200, all);
    }

    private Reply silence(HttpExchange exchange, String author) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return Reply.said(413, "the body is larger than " + LARGEST_BODY + " bytes");
        }
        JsonNode asked = JSON.readTree(body);
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

    private static String id(String path) {
        return path.replaceFirst("^/api/v1/(silences|incidents)/([0-9a-f-]{36}).*$", "$2");
    }
}
