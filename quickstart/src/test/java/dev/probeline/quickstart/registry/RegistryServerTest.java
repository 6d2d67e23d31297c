package dev.probeline.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LONG = "{\"schema\":\"\\\"long\\\"\"}";

    private final RegistryServer server = new RegistryServer(0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSchemaIsRegisteredLookedUpAndReadBackById() throws Exception {
        int id = ok("POST", "/subjects/t-value/versions?normalize=true", LONG)
                .path("id")
                .asInt();

        assertThat(ok("POST", "/subjects/t-value", LONG).path("version").asInt())
                .isEqualTo(1);
        assertThat(ok("GET", "/schemas/ids/" + id + "?fetchMaxId=false&subject=t-value", "")
                        .path("schema")
                        .asText())
                .isEqualTo("\"long\"");
        assertThat(ok("GET", "/subjects/t-value/versions/latest", "").path("id").asInt())
                .isEqualTo(id);
        assertThat(ok("GET", "/subjects/t-value/versions/1/schema", "").asText())
                .isEqualTo("long");
        assertThat(ok("GET", "/schemas/ids/" + id + "/versions", ""))
                .isEqualTo(JSON.readTree("[{\"subject\":\"t-value\",\"version\":1}]"));
    }

    @Test
    void subjectsMayHoldAnyCharacter() throws Exception {
        ok("POST", "/subjects/a%2Fb+%20c/versions", LONG);

        assertThat(ok("GET", "/subjects", "").get(0).asText()).isEqualTo("a/b+ c");
    }

    @Test
    void errorsCarryConfluentsCodes() throws Exception {
        ok("POST", "/subjects/s/versions", LONG);

        assertRefused("GET", "/subjects/none/versions", "", 404, 40401);
        assertRefused("GET", "/subjects/s/versions/7", "", 404, 40402);
        assertRefused("GET", "/subjects/s/versions/x", "", 422, 42202);
        assertRefused("GET", "/schemas/ids/99", "", 404, 40403);
        assertRefused("POST", "/subjects/s", "{\"schema\":\"\\\"int\\\"\"}", 404, 40403);
        assertRefused("POST", "/subjects/s/versions", "{\"schema\":\"{\"}", 422, 42201);
        assertRefused("POST", "/subjects/s/versions", "{\"schema\":\"x\",\"schemaType\":\"JSON\"}", 422, 42201);
        assertRefused("POST", "/subjects/s/versions", "{\"schema\":\"\\\"string\\\"\"}", 409, 409);
        assertRefused("PUT", "/config", "{\"compatibility\":\"SOME\"}", 422, 42203);
        assertRefused("GET", "/config/s", "", 404, 40408);
        assertRefused("GET", "/nowhere", "", 404, 404);
        assertRefused("DELETE", "/subjects", "", 405, 405);
    }

    @Test
    void compatibilityIsToldBeforeRegistering() throws Exception {
        ok("POST", "/subjects/s/versions", LONG);
        String path = "/compatibility/subjects/s/versions/latest?verbose=true";

        assertThat(ok("POST", path, LONG).path("is_compatible").asBoolean()).isTrue();
        JsonNode verdict = ok("POST", path, "{\"schema\":\"\\\"string\\\"\"}");
        assertThat(verdict.path("is_compatible").asBoolean()).isFalse();
        assertThat(verdict.path("messages")).isNotEmpty();
    }

    @Test
    void compatibilityLevelsAreReadAndSet() throws Exception {
        assertThat(ok("GET", "/config", "").path("compatibilityLevel").asText()).isEqualTo("FULL_TRANSITIVE");

        ok("PUT", "/config/s", "{\"compatibility\":\"NONE\"}");

        assertThat(ok("GET", "/config/s", "").path("compatibilityLevel").asText())
                .isEqualTo("NONE");
        assertThat(ok("GET", "/config/other?defaultToGlobal=true", "")
                        .path("compatibilityLevel")
                        .asText())
                .isEqualTo("FULL_TRANSITIVE");
        assertThat(ok("GET", "/mode", "")).isEqualTo(JSON.valueToTree(Map.of("mode", "READWRITE")));
    }

    private JsonNode ok(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.schemaregistry.v1+json");
        return JSON.readTree(response.body());
    }

    private void assertRefused(String method, String path, String body, int status, int code) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).path("error_code").asInt()).isEqualTo(code);
        assertThat(JSON.readTree(response.body()).path("message").asText()).isNotBlank();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
