package dev.probeline.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.dashboard.core.Windows;
import dev.probeline.dashboard.page.Script;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The service over a real broker and real HTTP. */
@ExtendWith(KafkaClusterExtension.class)
class DashboardIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REGISTRY = "mock://dashboard-it";
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\u2028\"'\n";

    static KafkaCluster cluster;

    /** Not a field of the test, for such the cluster's extension makes itself. */
    private record Publisher(KafkaProducer<String, ProbeMetrics> producer) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private Publisher publisher;
    private Dashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.getBootstrapServers()))) {
            List<NewTopic> missing = Stream.of(Topics.METRICS, Topics.ALERTS, Topics.RESULTS, Topics.DEAD_LETTERS)
                    .map(topic -> new NewTopic(topic.name(), 2, (short) 1))
                    .toList();
            if (admin.listTopics().names().get().isEmpty()) {
                admin.createTopics(missing).all().get();
            }
        }
        KafkaSettings kafka = KafkaSettings.of(cluster.getBootstrapServers(), REGISTRY);
        Serializer<ProbeMetrics> values = ValueSerde.serializer(kafka.common());
        publisher = new Publisher(new KafkaProducer<>(kafka.producer("test"), new StringSerializer(), values));
    }

    @AfterEach
    void stop() {
        if (dashboard != null) {
            dashboard.close();
        }
        publisher.producer().close();
    }

    @Test
    void aRestartReadsBackTheDayWithNamesAsTheyAreAndTombstonesPassedOver() throws Exception {
        SeriesKey key = new SeriesKey("openai", HOSTILE, "chat/completions", "eu-west", "chat", "main");
        tell(key, 2, minute.minus(20, ChronoUnit.HOURS));
        tell(key, 3, minute);
        publisher
                .producer()
                .send(new ProducerRecord<>(Topics.METRICS.name(), key.toString(), null))
                .get();

        open("");
        awaitWhole();
        JsonNode series = series(key);
        JsonNode failures = history(key).path("columns").path("failures");
        dashboard.close();
        open("");
        awaitWhole();

        assertThat(series.path("model").asText()).isEqualTo(HOSTILE);
        assertThat(series.path("state").asText()).isEqualTo("degraded");
        assertThat(failures.path(failures.size() - 1).asInt()).isEqualTo(3);
        assertThat(failures.path(failures.size() - 1 - 20 * 60).asInt()).isEqualTo(2);
        assertThat(failures.path(failures.size() - 2).isNull()).isTrue();
        assertThat(history(key).path("columns").path("failures")).isEqualTo(failures);
    }

    @Test
    void anAlertThatHasFiredForDaysIsThereAfterARestart() throws Exception {
        Instant since = Instant.now().minus(5, ChronoUnit.DAYS);
        AlertEvent alert = Script.failingAlert("gpt-4o", "eu-west", AlertState.firing, since)
                .build();
        KafkaSettings kafka = KafkaSettings.of(cluster.getBootstrapServers(), REGISTRY);
        try (KafkaProducer<String, AlertEvent> producer = new KafkaProducer<>(
                kafka.producer("alerts"), new StringSerializer(), ValueSerde.serializer(kafka.common()))) {
            producer.send(new ProducerRecord<>(
                            Topics.ALERTS.name(), null, since.toEpochMilli(), alert.getSeries(), alert))
                    .get();
        }

        open("");
        awaitWhole();

        assertThat(get("/api/v1/alerts").path("alerts"))
                .anySatisfy(each -> assertThat(each.path("alert_id").asText()).isEqualTo(alert.getAlertId()));
    }

    /** A name of somebody else's that leads here would let his page read ours. */
    @Test
    void onlyNamesThatNobodyElseCanOwnAreAnsweredUnlessReadingNeedsALogin() throws Exception {
        for (String bind : List.of("127.0.0.1", "0.0.0.0")) {
            open("page: {bind: " + bind + "}\npublic_url: https://Probes.example.com\nauth: {anonymous: read}\n");
            assertThat(statusAs("evil.example")).as(bind).isEqualTo(421);
            assertThat(statusAs("probes.example.com.evil.example")).as(bind).isEqualTo(421);
            for (String own : List.of("probes.example.com", "localhost:80", "dashboard", "10.1.2.3", "[::1]:80")) {
                assertThat(statusAs(own)).as(own).isEqualTo(200);
            }
            dashboard.close();
        }
        open("page: {bind: 0.0.0.0}\nauth: {anonymous: read}\n");
        assertThat(statusAs("evil.example")).isEqualTo(421);
        dashboard.close();
        open("page: {bind: 0.0.0.0}\nauth: {anonymous: none, tokens: {ada: 0123456789abcdef0123}}\n");
        assertThat(statusAs("probes.example.com"))
                .as("not yet known, but heard")
                .isEqualTo(401);
    }

    @Test
    void whoIsKnownDoesNotShareHisPaceWithAllBehindTheSameProxy() throws Exception {
        open("""
            auth: {anonymous: read, proxy: {user_header: X-User, from: ['127.0.0.0/8']}}
            limits: {requests_per_second: 1}
            """);
        for (int i = 0; i < 20; i++) {
            status("/api/v1/current", Map.of("X-User", "ada"));
        }

        assertThat(status("/api/v1/current", Map.of("X-User", "ada"))).isEqualTo(429);
        assertThat(status("/api/v1/current", Map.of("X-User", "bob"))).isEqualTo(200);
    }

    @Test
    void twoHundredOpenPagesHearTheNewsWhileOneThatReadsNothingHoldsUpNobody() throws Exception {
        open("");
        List<InputStream> pages = new ArrayList<>();
        try (Socket dead = new Socket(InetAddress.getLoopbackAddress(), dashboard.port())) {
            dead.getOutputStream()
                    .write("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 200; i++) {
                pages.add(client.send(request("/api/v1/stream").build(), BodyHandlers.ofInputStream())
                        .body());
            }
            awaitWhole();
            tell(Windows.SERIES, 1, minute);

            for (InputStream page : pages) {
                assertThat(reads(page, "event: current")).isTrue();
            }
            assertThat(get("/api/v1/health").path("streams").asInt()).isEqualTo(201);
        } finally {
            for (InputStream page : pages) {
                page.close();
            }
        }
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/health").path("streams").asInt() == 0);
    }

    @Test
    void onlyWhoIsKnownReadsAndActsAndOnlyFromOurOwnPage() throws Exception {
        open("""
            auth: {anonymous: none, tokens: {ada: 0123456789abcdef0123}}
            alert_consumer: {url: "http://127.0.0.1:1", token: x}
            """);
        String own = "http://127.0.0.1:" + dashboard.port();
        HttpResponse<String> login = post("/api/v1/session", "{\"token\":\"0123456789abcdef0123\"}", Map.of());
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

        assertThat(status("/api/v1/current", Map.of())).isEqualTo(401);
        assertThat(status("/api/v1/stream", Map.of("Authorization", "Bearer wrong")))
                .isEqualTo(401);
        assertThat(status("/api/v1/current", Map.of("Authorization", "Bearer 0123456789abcdef0123")))
                .isEqualTo(200);
        assertThat(status("/api/v1/current", Map.of("Cookie", cookie))).isEqualTo(200);
        assertThat(status("/api/v1/current", Map.of("Cookie", cookie.replace("ada.", "ada.9"))))
                .isEqualTo(401);
        assertThat(post("/api/v1/session", "{\"token\":\"no\"}", Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(post("/api/v1/silences", "{}", Map.of()).statusCode()).isEqualTo(401);
        assertThat(post("/api/v1/silences", "{}", Map.of("Cookie", cookie)).statusCode())
                .isEqualTo(403);
        assertThat(post("/api/v1/silences", "{}", Map.of("Cookie", cookie, "Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/v1/silences", "{}", Map.of("Cookie", cookie, "Origin", own))
                        .statusCode())
                .as("it got as far as the alert consumer, which is not there")
                .isEqualTo(503);
        assertThat(post("/api/v1/silences", "x".repeat(20_000), Map.of("Cookie", cookie, "Origin", own))
                        .statusCode())
                .isEqualTo(413);
        assertThat(login.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly; SameSite=Strict");
        assertThat(login.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';");
    }

    /** Many times, since head and body of a request may come together or apart. */
    @Test
    void aRefusalLeavesTheConnectionUsable() throws Exception {
        open("auth: {anonymous: none, tokens: {ada: 0123456789abcdef0123}}\n");

        for (int i = 0; i < 200; i++) {
            assertThat(post("/api/v1/silences", "{}", Map.of()).statusCode()).isIn(401, 429);
        }
    }

    @Test
    void aProxysWordIsTakenFromTheProxyAlone() throws Exception {
        String proxy = "auth: {anonymous: none, proxy: {user_header: X-User, from: ['%s']}}\n";
        open(proxy.formatted("127.0.0.0/8"));
        assertThat(status("/api/v1/current", Map.of())).isEqualTo(401);
        assertThat(status("/api/v1/current", Map.of("X-User", " "))).isEqualTo(401);
        assertThat(status("/api/v1/current", Map.of("X-User", "ada"))).isEqualTo(200);
        dashboard.close();

        open(proxy.formatted("10.0.0.0/8"));
        assertThat(status("/api/v1/current", Map.of("X-User", "ada"))).isEqualTo(401);
    }

    /** A body that ends is passed over and answered; one that goes on and on is cut off. */
    @Test
    void aBodyThatIsTooLargeIsRefusedHoweverLargeItIs() throws Exception {
        open("");

        for (int size : new int[] {17_000, 60_000, 5_000_000}) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), dashboard.port())) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                String head =
                        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream()
                        .write("x".repeat(Math.min(size, 70_000)).getBytes(StandardCharsets.US_ASCII));

                byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413".length());

                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
            }
        }
    }

    private void open(String more) throws Exception {
        String yaml = "kafka: {bootstrap_servers: \"" + cluster.getBootstrapServers() + "\", schema_registry_url: "
                + REGISTRY + "}\n" + more;
        dashboard = new Dashboard(
                ConfigFile.parse(yaml, "test", DashboardConfig.class, name -> null), new SimpleMeterRegistry());
        dashboard.start();
    }

    private void awaitWhole() {
        await().atMost(PATIENCE).until(() -> {
            JsonNode progress = get("/api/v1/health").path("progress");
            return progress.path("following").asBoolean()
                    && progress.path("fraction").asDouble() >= 1;
        });
    }

    private void tell(SeriesKey key, int failures, Instant end) throws Exception {
        ProbeMetrics metrics = Windows.of(10, failures, end, 0)
                .setProvider(key.provider())
                .setModel(key.model())
                .build();
        publisher
                .producer()
                .send(new ProducerRecord<>(Topics.METRICS.name(), null, end.toEpochMilli(), key.toString(), metrics))
                .get();
    }

    private JsonNode series(SeriesKey key) throws Exception {
        for (JsonNode series : get("/api/v1/current").path("series")) {
            if (series.path("key").asText().equals(key.toString())) {
                return series;
            }
        }
        throw new AssertionError("no series " + key);
    }

    private JsonNode history(SeriesKey key) throws Exception {
        return get("/api/v1/history?series=" + URLEncoder.encode(key.toString(), StandardCharsets.UTF_8));
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(
                client.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    private int status(String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    /** The client that the other tests use sends a true name always. */
    private int statusAs(String host) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), dashboard.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head = "GET /api/v1/current HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(9));
        }
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard.port() + path))
                .timeout(PATIENCE);
    }

    /** Reads on until a line begins so; the stream's heartbeat keeps it from waiting for ever. */
    private static boolean reads(InputStream page, String wanted) throws Exception {
        StringBuilder seen = new StringBuilder();
        byte[] bytes = new byte[4096];
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen.indexOf(wanted) < 0 && System.nanoTime() < deadline) {
            int read = page.read(bytes);
            if (read < 0) {
                return false;
            }
            seen.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
        }
        return seen.indexOf(wanted) >= 0;
    }
}
