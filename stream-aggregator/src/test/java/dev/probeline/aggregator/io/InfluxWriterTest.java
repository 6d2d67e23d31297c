package dev.probeline.aggregator.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import dev.probeline.aggregator.io.StoreAnswer.Doubtful;
import dev.probeline.aggregator.io.StoreAnswer.Later;
import dev.probeline.aggregator.io.StoreAnswer.Refused;
import dev.probeline.aggregator.io.StoreAnswer.Taken;
import dev.probeline.runtime.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the writer makes of the answers of a real HTTP server. */
class InfluxWriterTest {
    private static final String TOKEN = "s3cr3t-token";
    private static final List<Point> POINTS = List.of(Point.measurement("probe_metrics")
            .addTag("region", "r")
            .addField("attempts", 1L)
            .time(1_000L, WritePrecision.MS));

    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer server;
    private volatile String asked;
    private volatile String sent;
    private volatile String authorization;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
    }

    @Test
    void pointsGoToTheBucketInLineProtocolWithTheToken() {
        assertThat(write(204, "")).isEqualTo(new Taken());

        assertThat(asked).isEqualTo("/api/v2/write?org=o&bucket=b&precision=ms");
        assertThat(sent).isEqualTo("probe_metrics,region=r attempts=1i 1000");
        assertThat(authorization).isEqualTo("Token " + TOKEN);
    }

    @Test
    void everyAnswerIsClassifiedAndToldWithoutTheToken() {
        String own = "{\"code\":\"invalid\",\"message\":\"unable to parse\"}";
        assertThat(write(400, own)).isInstanceOf(Refused.class);
        assertThat(write(400, "{\"error\":\"partial write\"}")).isInstanceOf(Refused.class);
        assertThat(write(422, own)).isInstanceOf(Refused.class);
        assertThat(write(413, "<html>nginx</html>")).isInstanceOf(Refused.class);
        assertThat(write(400, "<html>The plain HTTP request was sent to HTTPS port</html>"))
                .isInstanceOf(Doubtful.class);
        assertThat(write(500, own)).isInstanceOf(Doubtful.class);
        assertThat(write(301, "")).isInstanceOf(Later.class);
        assertThat(write(401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}"))
                .isInstanceOf(Later.class);
        assertThat(write(404, "{\"code\":\"not found\",\"message\":\"bucket \\\"b\\\" not found\"}"))
                .isInstanceOf(Later.class);
        assertThat(write(429, "")).isEqualTo(new Later("HTTP status code: 429 {}", Duration.ofSeconds(3)));
        assertThat(write(503, "")).isEqualTo(new Later("HTTP status code: 503 {}", Duration.ofSeconds(3)));
    }

    @Test
    void aStoreThatIsNotThereOrDoesNotAnswerIsWaitedFor() {
        URI nobody = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext("/", exchange -> {
            try {
                done.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        assertThat(write(nobody, Duration.ofMillis(100))).isInstanceOf(Later.class);

        done.countDown();
        server.stop(0);
        assertThat(write(nobody, Duration.ofSeconds(5))).isInstanceOf(Later.class);
    }

    private StoreAnswer write(int status, String body) {
        HttpContext context = server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            exchange.getResponseHeaders().add("Retry-After", "3");
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        StoreAnswer answer =
                write(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(5));
        server.removeContext(context);
        assertThat(answer.reason()).isNotNull().doesNotContain(TOKEN);
        return answer;
    }

    private static StoreAnswer write(URI url, Duration timeout) {
        try (InfluxWriter writer =
                new InfluxWriter(new InfluxSettings(url, "o", "b", Secret.of(TOKEN), 100, timeout, true, false))) {
            return writer.write(POINTS);
        }
    }
}
