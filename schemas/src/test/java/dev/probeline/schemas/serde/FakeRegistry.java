package dev.probeline.schemas.serde;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small registry behind real HTTP that counts its requests and can be told to refuse. */
final class FakeRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Optional<Answer> refusal = Optional.empty();
    private volatile Optional<String> credentials = Optional.empty();

    static FakeRegistry start() throws IOException {
        return new FakeRegistry(HttpServer.create(loopback(0), 0));
    }

    static FakeRegistry startAt(int port) throws IOException {
        return new FakeRegistry(HttpServer.create(loopback(port), 0));
    }

    static FakeRegistry startTls(HttpsConfigurator tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(0), 0);
        server.setHttpsConfigurator(tls);
        return new FakeRegistry(server);
    }

    private FakeRegistry(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port();
    }

    void refuse(int status, String body) {
        refusal = Optional.of(new Answer(status, body));
    }

    void refuseNothing() {
        refusal = Optional.empty();
    }

    void demand(String authorization) {
        credentials = Optional.of(authorization);
    }

    /** Puts a text in as a schema, whatever it is. */
    int put(String subject, String schema) {
        schemas.add(schema);
        subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(schemas.size());
        return schemas.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = answer(exchange, body);
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", TYPE);
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, String body) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (credentials.isPresent() && !credentials.get().equals(given)) {
            return new Answer(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
        }
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (path[1].equals("schemas")) {
            return byId(Integer.parseInt(path[3]));
        }
        String subject = URLDecoder.decode(path[2], StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("GET")) {
            return latest(subject);
        }
        String schema = JSON.readTree(body).path("schema").textValue();
        return path.length == 4 ? register(subject, schema) : lookUp(subject, schema);
    }

    private Answer byId(int id) {
        return id > schemas.size()
                ? notFound("Schema " + id + " not found")
                : found(JSON.createObjectNode().put("schema", schemas.get(id - 1)));
    }

    private Answer latest(String subject) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        if (versions.isEmpty()) {
            return new Answer(404, "{\"error_code\":40401,\"message\":\"Subject not found.\"}");
        }
        int id = versions.get(versions.size() - 1);
        return found(JSON.createObjectNode()
                .put("id", id)
                .put("version", versions.size())
                .put("schema", schemas.get(id - 1)));
    }

    private Answer register(String subject, String schema) {
        int id = schemas.indexOf(schema) + 1;
        return found(JSON.createObjectNode().put("id", id > 0 ? id : put(subject, schema)));
    }

    private Answer lookUp(String subject, String schema) {
        int id = schemas.indexOf(schema) + 1;
        return subjects.getOrDefault(subject, List.of()).contains(id)
                ? found(JSON.createObjectNode().put("id", id))
                : notFound("Schema not found");
    }

    private static Answer found(ObjectNode body) {
        return new Answer(200, body.toString());
    }

    private static Answer notFound(String message) {
        return new Answer(404, "{\"error_code\":40403,\"message\":\"" + message + "\"}");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, String body) {}
}
