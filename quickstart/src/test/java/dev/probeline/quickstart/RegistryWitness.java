package dev.probeline.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.probeline.quickstart.http.LoopbackServer;
import dev.probeline.quickstart.registry.RegistryServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A schema registry that remembers which schema it gave to whom: a process asks once, at the first record that another
 * release wrote.
 */
final class RegistryWitness implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BY_ID = "/schemas/ids/";

    private final RegistryServer registry = new RegistryServer(0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<Given> given = ConcurrentHashMap.newKeySet();
    private final LoopbackServer server = LoopbackServer.start("registry witness", 0, this::pass);

    private record Given(String name, int id) {}

    /** For whoever goes by this name. */
    String url(String name) {
        return server.url() + "/" + name;
    }

    /** Whether it has met a record of this version that it had not written itself. */
    boolean sawReading(String name, String subject, int version) throws Exception {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions/" + version))
                        .build(),
                BodyHandlers.ofByteArray());
        return answer.statusCode() == 200
                && given.contains(
                        new Given(name, JSON.readTree(answer.body()).path("id").asInt()));
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            int end = target.indexOf('/', 1);
            String path = target.substring(end);
            HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (path.startsWith(BY_ID)) {
                String id = path.substring(BY_ID.length()).replaceFirst("\\D.*", "");
                given.add(new Given(target.substring(1, end), Integer.parseInt(id)));
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
        registry.close();
    }
}
