package dev.probeline.quickstart.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import dev.probeline.quickstart.http.LoopbackServer;
import dev.probeline.quickstart.registry.RegistryFault.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** A schema registry on the loopback address that Confluent's clients take for theirs; it forgets all when closed. */
public final class RegistryServer implements AutoCloseable {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Route> routes;
    private final LoopbackServer server;

    /** @param port 0 for any free one */
    public RegistryServer(int port) {
        routes = new Routes(new Registry()).all();
        server = LoopbackServer.start("schema registry", port, this::handle);
    }

    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            Object answer;
            try {
                answer = answer(exchange);
            } catch (RegistryFault fault) {
                status = fault.code().httpStatus();
                answer = Map.of("error_code", fault.code().number, "message", fault.getMessage());
            } catch (RuntimeException e) {
                status = 500;
                answer = Map.of("error_code", 50001, "message", "Error in the registry: " + e);
            }
            byte[] body = answer instanceof Schema schema
                    ? schema.toString().getBytes(StandardCharsets.UTF_8)
                    : JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private Object answer(HttpExchange exchange) throws IOException {
        JsonNode body = body(exchange);
        List<String> path = Route.segments(exchange.getRequestURI().getRawPath());
        boolean known = false;
        for (Route route : routes) {
            Optional<List<String>> values = route.match(path);
            if (values.isPresent() && route.method().equals(exchange.getRequestMethod())) {
                return route.answer().apply(new Request(values.get(), query(exchange), body));
            }
            known |= values.isPresent();
        }
        throw known
                ? new RegistryFault(Code.METHOD_NOT_ALLOWED, "HTTP 405 Method Not Allowed")
                : new RegistryFault(Code.UNKNOWN_PATH, "HTTP 404 Not Found");
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        if (bytes.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new RegistryFault(Code.UNPROCESSABLE, "The body is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> values = new HashMap<>();
        String text = exchange.getRequestURI().getRawQuery();
        for (String pair : (text == null ? "" : text).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(Route.decode(pair.substring(0, equals)), Route.decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }
}
