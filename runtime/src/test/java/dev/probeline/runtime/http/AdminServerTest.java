package dev.probeline.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.runtime.health.Check;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.metrics.Metrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
    private final PrometheusMeterRegistry registry = Metrics.create("test", Map.of("region", "eu"));
    private final Map<String, Check> checks = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeEach
    void start() {
        checks.put("kafka", () -> CheckResult.up());
        checks.put("disk", () -> CheckResult.up("12 GiB free"));
    }

    @AfterEach
    void stop() {
        server.close();
        registry.close();
    }

    @Test
    void liveIsDownWhereOnlyARestartHelps() throws Exception {
        checks.put("streams", () -> CheckResult.hopeless("no thread is left"));

        assertThat(get("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void liveIsUpWhateverElseIsAway() throws Exception {
        checks.put("kafka", () -> CheckResult.down("away"));

        HttpResponse<String> response = get("/health/live");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"up\"}\n");
    }

    @Test
    void readyTellsEveryCheck() throws Exception {
        HttpResponse<String> response = get("/health/ready");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).isEqualTo("""
                        {"status":"up","checks":{"disk":{"ok":true,"reason":"12 GiB free"},"kafka":{"ok":true,"reason":""}}}
                        """);
    }

    @Test
    void oneCheckThatIsDownMakesItUnreadyAndSaysWhy() throws Exception {
        checks.put("kafka", () -> CheckResult.down("no \"broker\"\n\\"));

        HttpResponse<String> response = get("/health/ready");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .startsWith("{\"status\":\"down\",")
                .contains("\"kafka\":{\"ok\":false,\"reason\":\"no \\\"broker\\\"\\u000a\\\\\"}");
    }

    @Test
    void eachCheckIsAMetricToo() throws Exception {
        checks.put("kafka", () -> CheckResult.down("away"));

        assertThat(get("/metrics").body())
                .containsPattern("probeline_health\\{.*check=\"kafka\".*} 0.0")
                .containsPattern("probeline_health\\{.*check=\"disk\".*} 1.0");
    }

    @Test
    void metricsCarryTheCommonTags() throws Exception {
        registry.counter("things").increment();

        HttpResponse<String> response = get("/metrics");

        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains("things_total{region=\"eu\",service=\"test\"} 1.0")
                .contains("jvm_memory_used_bytes{")
                .contains("process_cpu_usage{");
    }

    @Test
    void metricsComeInOpenMetricsToWhoAsks() throws Exception {
        HttpResponse<String> response = send(
                request("/metrics").header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"));

        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        HttpResponse<String> response =
                send(request("/health/live").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).contains("16");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void nothingCanBeChanged() throws Exception {
        HttpResponse<String> response =
                send(request("/metrics").POST(HttpRequest.BodyPublishers.ofString("x".repeat(10_000))));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void anUnknownPathListsTheKnownOnes() throws Exception {
        HttpResponse<String> response = get("/healthz");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("/health/live", "/health/ready", "/metrics");
    }

    @Test
    void aTakenPortIsToldWithItsFix() throws Exception {
        get("/health/live");
        HttpSettings taken = new HttpSettings("127.0.0.1", server.port());

        try (AdminServer second = new AdminServer(taken, registry, Map.of())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(ListenException.class)
                    .hasMessage("admin server cannot listen on 127.0.0.1:%d: Address already in use "
                                    .formatted(taken.port())
                            + "(free the port, or set another in `port`; 0 takes any free one)");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        if (server == null) {
            server = new AdminServer(new HttpSettings("127.0.0.1", 0), registry, checks);
            server.start();
        }
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
