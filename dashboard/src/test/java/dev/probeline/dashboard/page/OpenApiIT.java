package dev.probeline.dashboard.page;

import static dev.probeline.dashboard.page.Traffic.BROKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API's description against its answers: no field that it does not name, and none missing that it promises. */
@ExtendWith(KafkaClusterExtension.class)
class OpenApiIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = "0123456789abcdef0123";
    private static final String SERIES = Script.series(BROKEN, "us-east").toString();

    private static final Set<String> TOLD = Set.of("hello", "current", "alert", "failures", "health");

    static KafkaCluster cluster;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Scene scene;
    private static OnDuty onDuty;
    private static JsonNode document;

    @BeforeAll
    static void startServicesInAnIncident() throws Exception {
        scene = new Scene(cluster.getBootstrapServers());
        onDuty = new OnDuty(scene.kafka());
        Traffic traffic = new Traffic(scene);
        traffic.breakDown();
        traffic.fire();
        scene.startService("""
                auth: {tokens: {ada: "%s"}}
                alert_consumer: {url: "%s", token: "%s"}
                """.formatted(TOKEN, onDuty.url(), OnDuty.TOKEN));
        document = JSON.readTree(ask("GET", "/openapi.json", "").body());
        await().atMost(PATIENCE)
                .until(() -> !json("/failures").path("failures").isEmpty()
                        && json("/alerts").path("alerts").size() == 2
                        && json("/acknowledgements").path("incidents").size() == 2);
    }

    @AfterAll
    static void stopServices() {
        scene.close();
        onDuty.close();
    }

    @Test
    void whatIsAskedForIsAnsweredAsDescribed() throws Exception {
        String one = "?series=" + URLEncoder.encode(SERIES, StandardCharsets.UTF_8);
        Map<String, String> queries = Map.of("/history", one, "/attempts", one, "/incidents", one);
        Set<String> asked = new TreeSet<>();

        for (Iterator<String> paths = document.path("paths").fieldNames(); paths.hasNext(); ) {
            String path = paths.next();
            if (path.equals("/stream") || !operation("get", path).isObject()) {
                continue;
            }
            HttpResponse<String> answer = ask("GET", path + queries.getOrDefault(path, ""), "");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(faults(schema("get", path, "200"), answer.body()))
                    .as(path + " " + answer.body())
                    .isEmpty();
            asked.add(path);
        }

        assertThat(asked)
                .containsExactly(
                        "/acknowledgements",
                        "/alerts",
                        "/attempts",
                        "/current",
                        "/failures",
                        "/health",
                        "/history",
                        "/incidents",
                        "/openapi.json",
                        "/session",
                        "/silences");
    }

    @Test
    void whatIsDoneIsAnsweredAsDescribed() throws Exception {
        check("post", "/session", "/session", "{\"token\": \"" + TOKEN + "\"}", 200);
        check(
                "post",
                "/acknowledgements",
                "/acknowledgements",
                "{\"alert_id\": \"alert-" + BROKEN + "-us-east\"}",
                202);
        String silence = "{\"matchers\": [\"model=\\\"x\\\"\"], \"for\": \"1h\", \"comment\": \"known\"}";
        String id =
                check("post", "/silences", "/silences", silence, 201).path("id").asText();
        check("get", "/silences", "/silences", "", 200);
        check("delete", "/silences/{id}", "/silences/" + id, "", 200);
        check("delete", "/session", "/session", "", 200);
    }

    @Test
    void whatIsRefusedIsAnsweredAsDescribed() throws Exception {
        JsonNode refused = document.at("/components/responses/Refused/content/application~1json/schema");
        List<HttpResponse<String>> answers = List.of(
                ask("GET", "/history", ""),
                ask("GET", "/history?series=a%7Cb%7Cc%7Cd%7Ce%7Cf", ""),
                ask("GET", "/nothing", ""),
                ask("POST", "/current", "{}"),
                ask("POST", "/session", "{\"token\": \"wrong\"}"),
                ask("POST", "/silences", "{"),
                ask("POST", "/acknowledgements", "{\"alert_id\": \"none\"}"));

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(400, 404, 404, 405, 401, 400, 404);
        for (HttpResponse<String> answer : answers) {
            assertThat(faults(refused, answer.body())).as(answer.body()).isEmpty();
        }
    }

    @Test
    void whatIsToldIsToldAsDescribed() throws Exception {
        JsonNode events = operation("get", "/stream").at("/responses/200/content/text~1event-stream/x-events");
        Map<String, String> told = new HashMap<>();
        HttpRequest request = request("/stream").build();
        try (Stream<String> lines = CLIENT.send(request, BodyHandlers.ofLines()).body()) {
            Traffic later = new Traffic(scene);
            later.breakDown();
            later.fire();
            Iterator<String> line = lines.iterator();
            String event = "";
            while (!told.keySet().containsAll(TOLD)) {
                String next = line.next();
                if (next.startsWith("event: ")) {
                    event = next.substring("event: ".length());
                } else if (next.startsWith("data: ")) {
                    told.put(event, next.substring("data: ".length()));
                }
            }
        }

        for (Map.Entry<String, String> each : told.entrySet()) {
            assertThat(faults(events.path(each.getKey()), each.getValue()))
                    .as(each.toString())
                    .isEmpty();
        }
    }

    private static JsonNode check(String method, String path, String address, String body, int status)
            throws Exception {
        HttpResponse<String> answer = ask(method.toUpperCase(Locale.ROOT), address, body);
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + answer.body())
                .isEqualTo(status);
        assertThat(faults(schema(method, path, String.valueOf(status)), answer.body()))
                .as(method + " " + path + " " + answer.body())
                .isEmpty();
        return JSON.readTree(answer.body());
    }

    private static JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method);
    }

    private static JsonNode schema(String method, String path, String status) {
        JsonNode response = operation(method, path).path("responses").path(status);
        JsonNode named = response.path("$ref").isTextual()
                ? document.at(response.path("$ref").asText().substring(1))
                : response;
        return named.at("/content/application~1json/schema");
    }

    /** What the description leaves open to additions is closed, so that a field it forgot is a fault. */
    private static List<String> faults(JsonNode described, String answer) throws IOException {
        assertThat(described.isObject()).as("is described").isTrue();
        ObjectNode schema = described.deepCopy();
        schema.set("components", document.path("components").deepCopy());
        close(schema);
        Schema closed = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString());
        return closed.validate(JSON.readTree(answer)).stream()
                .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
                .toList();
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.putIfAbsent("additionalProperties", JSON.getNodeFactory().booleanNode(false));
        }
        node.forEach(OpenApiIT::close);
    }

    private static JsonNode json(String path) throws Exception {
        return JSON.readTree(ask("GET", path, "").body());
    }

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return CLIENT.send(
                request(path)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(scene.url("api/v1" + path)))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(PATIENCE);
    }
}
