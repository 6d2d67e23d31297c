package dev.probeline.dashboard.io.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.dashboard.core.Board;
import dev.probeline.dashboard.core.Paces;
import dev.probeline.dashboard.io.feed.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every request comes through here: is it for us, too often, by whom, and for what. */
public final class Gate extends Handler.Abstract implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gate.class);
    private static final String API = "/api/v1/";
    private static final Answer TOO_LARGE = Answer.said(413, "too large");

    private final StaticFiles files = new StaticFiles();
    private final Doorkeeper doorkeeper;
    private final Actions actions;
    private final Paces paces;
    private final Clock clock;
    private final Streams streams;
    private final Api api;
    private final Announcer announcer;

    public Gate(DashboardConfig config, Board board, Feed feed, Clock clock, MeterRegistry registry) {
        this.clock = clock;
        doorkeeper = new Doorkeeper(config, clock);
        actions = new Actions(config.alertConsumer(), clock);
        paces = new Paces(config.limits().requestsPerSecond());
        streams = new Streams(config.limits().streams(), registry);
        api = new Api(board, feed, streams, clock, config.window().toMillis());
        announcer = new Announcer(board, api, streams, clock);
    }

    public void tellNews() {
        announcer.start();
    }

    /** The body is read before anything is refused: a connection with an unread rest cannot be used again. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Headers.secure(response);
        if (reads(request)) {
            answer(request, response, callback, new byte[0]);
            return true;
        }
        Body.read(request, (body, whole) -> {
            if (body.isPresent()) {
                answer(request, response, callback, body.get());
            } else {
                send(request, response, callback, whole ? TOO_LARGE : TOO_LARGE.with("Connection", "close"));
            }
        });
        return true;
    }

    @Override
    public void close() {
        announcer.close();
        streams.close();
    }

    private void answer(Request request, Response response, Callback callback, byte[] body) {
        Answer answer;
        try {
            answer = decide(request, response, callback, body);
        } catch (IllegalArgumentException e) {
            answer = Answer.said(400, String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            answer = Answer.said(400, "not JSON");
        } catch (IOException | RuntimeException e) {
            log.atWarn().setCause(e).log("A request failed");
            answer = Answer.said(500, "failed; the reason is in the log");
        }
        if (answer != null) {
            send(request, response, callback, answer);
        }
    }

    private static boolean reads(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** Null where the stream has taken the request over. */
    private Answer decide(Request request, Response response, Callback callback, byte[] body) throws IOException {
        if (!doorkeeper.isForUs(request)) {
            return Answer.said(421, "not a name of this service (set public_url to the one that people use)");
        }
        String path = request.getHttpURI().getCanonicalPath();
        boolean reads = reads(request);
        if (!path.startsWith(API)) {
            Optional<Content> file = reads ? files.find(path) : Optional.empty();
            return file.map(content -> file(request, content)).orElseGet(() -> Answer.said(404, "no such page"));
        }
        // Not the files: a page is many of them, and they cost nothing.
        Visitor visitor = doorkeeper.visitor(request);
        if (!paces.allows(visitor.name().orElseGet(() -> Request.getRemoteAddr(request)), clock.millis())) {
            return Answer.said(429, "too many requests").with("Retry-After", "1");
        }
        String name = path.substring(API.length());
        if (name.equals("session")) {
            return session(request, visitor, body);
        }
        if (!visitor.mayRead()) {
            return Answer.said(401, "log in first").with("WWW-Authenticate", "Bearer");
        }
        if (Actions.has(name)) {
            return act(request, visitor, name, body);
        }
        if (!reads) {
            return Answer.said(405, "only GET").with("Allow", "GET, HEAD");
        }
        if (name.equals("stream")) {
            return stream(response, callback);
        }
        return api.get(name, Request.extractQueryParameters(request))
                .orElseGet(() -> Answer.said(404, "no such path; those there are: /api/v1/openapi.json"));
    }

    private Answer act(Request request, Visitor visitor, String name, byte[] body) throws IOException {
        if (!reads(request) && !visitor.mayAct()) {
            return Answer.said(401, "log in to act").with("WWW-Authenticate", "Bearer");
        }
        if (!reads(request) && !doorkeeper.isOurOwn(request, visitor)) {
            return Answer.said(403, "made by another site");
        }
        return actions.answer(request.getMethod(), name, body, visitor);
    }

    private static Answer file(Request request, Content content) {
        boolean known = content.tag().equals(request.getHeaders().get("If-None-Match"));
        return new Answer(known ? 304 : 200, content, Map.of("ETag", content.tag(), "Cache-Control", "no-cache"));
    }

    private Answer stream(Response response, Callback callback) {
        response.getHeaders().put("Content-Type", "text/event-stream");
        response.getHeaders().put("Cache-Control", "no-store");
        response.getHeaders().put("X-Accel-Buffering", "no");
        return streams.add(response, callback, announcer.hello())
                ? null
                : Answer.said(429, "too many open pages").with("Retry-After", "10");
    }

    private Answer session(Request request, Visitor visitor, byte[] body) throws IOException {
        return switch (request.getMethod()) {
            case "GET" -> described(visitor);
            case "POST" -> login(request, visitor, body);
            case "DELETE" -> Answer.said(200, "logged out").with("Set-Cookie", doorkeeper.loggedOut());
            default -> Answer.said(405, "GET, POST or DELETE").with("Allow", "GET, POST, DELETE");
        };
    }

    private Answer login(Request request, Visitor visitor, byte[] body) throws IOException {
        if (request.getHeaders().get("Origin") != null && !doorkeeper.isOurOwn(request, visitor)) {
            return Answer.said(403, "made by another site");
        }
        JsonNode asked = Json.MAPPER.readTree(body);
        Optional<String> name = doorkeeper.bearer(asked.path("token").asText());
        return name.map(known ->
                        described(new Visitor(name, true, true)).with("Set-Cookie", doorkeeper.loggedIn(known)))
                .orElseGet(() -> Answer.said(401, "no such token"));
    }

    private Answer described(Visitor visitor) {
        return Answer.ok(json -> {
            json.writeStringField("user", visitor.name().orElse(null));
            json.writeBooleanField("may_read", visitor.mayRead());
            json.writeBooleanField("may_act", visitor.mayAct() && actions.available());
            json.writeBooleanField("actions", actions.available());
            json.writeStringField("login", doorkeeper.login());
        });
    }

    private static void send(Request request, Response response, Callback callback, Answer answer) {
        Content content = answer.content();
        response.setStatus(answer.status());
        response.getHeaders().put("Content-Type", content.type());
        response.getHeaders().put("Cache-Control", "no-store");
        response.getHeaders().put("Vary", "Accept-Encoding");
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        boolean small = content.sentCompressed(request.getHeaders().get("Accept-Encoding"));
        if (small) {
            response.getHeaders().put("Content-Encoding", "gzip");
        }
        byte[] body = answer.status() == 304 ? new byte[0] : small ? content.gzip() : content.plain();
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
