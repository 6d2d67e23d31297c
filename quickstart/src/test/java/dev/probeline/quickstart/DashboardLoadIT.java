package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live page over all that an aggregator with the default windows writes of many series, in a process with a small heap.
 * For the proof of its size: {@code -Dprobeline.load.series=500 -Dprobeline.load.hours=24}.
 */
class DashboardLoadIT {
    private static final int SERIES = Integer.getInteger("probeline.load.series", 20);
    private static final int HOURS = Integer.getInteger("probeline.load.hours", 2);
    private static final int PAGES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private int admin;
    private int page;

    @Test
    void theDayIsSoonThereInASmallHeapAndTwoHundredPagesHearTheNews(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory);
                RegistryServer registry = new RegistryServer(0)) {
            KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers(), registry.url());
            new Publisher(kafka).createTopics();
            DayOfWindows day = new DayOfWindows(kafka, SERIES);
            Instant now = DayOfWindows.sliceOf(Instant.now());
            long records = day.write(now.minus(Duration.ofHours(HOURS)), now);

            List<String> options = List.of("-Xmx300m", "-XX:TieredStopAtLevel=4");
            Instant started = Instant.now();
            try (ChildJvm dashboard = ChildJvm.start(
                    "dev.probeline.dashboard.DashboardMain",
                    directory.resolve("log"),
                    options,
                    "--config",
                    config(directory, kafka).toString())) {
                await().atMost(PATIENCE)
                        .until(() -> current().at("/progress/following").asBoolean());
                Duration following = Duration.between(started, Instant.now());
                await().atMost(PATIENCE)
                        .until(() -> current().at("/progress/fraction").asDouble() == 1);
                Duration whole = Duration.between(started, Instant.now());
                System.out.printf(
                        "%d series, %d h, %d records: live after %d ms, the day whole after %d ms, heap %d MB%n",
                        SERIES, HOURS, records, following.toMillis(), whole.toMillis(), heap() >> 20);

                assertThat(current().path("series")).hasSize(SERIES);
                long since = Duration.between(now, Instant.now()).toMinutes();
                assertThat(measuredMinutes()).isGreaterThanOrEqualTo(HOURS * 60L - 1 - since);
                allPagesHear(day);
                assertThat(dashboard.isAlive()).isTrue();
            }
        }
    }

    private void allPagesHear(DayOfWindows day) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url("stream")).build();
        List<CompletableFuture<HttpResponse<Stream<String>>>> asked = IntStream.range(0, PAGES)
                .mapToObj(number -> client.sendAsync(request, BodyHandlers.ofLines()))
                .toList();
        List<Iterator<String>> pages = new ArrayList<>();
        for (CompletableFuture<HttpResponse<Stream<String>>> each : asked) {
            HttpResponse<Stream<String>> answer = each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            pages.add(answer.body().iterator());
        }
        Instant told = Instant.now();
        day.write(DayOfWindows.sliceOf(told), DayOfWindows.sliceOf(told));
        for (Iterator<String> lines : pages) {
            while (!lines.next().equals("event: current")) {}
        }
        System.out.printf(
                "%d pages open: all heard the news %d ms after it was told, heap %d MB%n",
                PAGES, Duration.between(told, Instant.now()).toMillis(), heap() >> 20);
    }

    private Path config(Path directory, KafkaSettings kafka) throws IOException {
        List<Integer> ports = FreePorts.find(2);
        admin = ports.get(0);
        page = ports.get(1);
        return Files.writeString(directory.resolve("dashboard.yaml"), """
                kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                http: {port: %d}
                page: {port: %d}
                """.formatted(
                        kafka.bootstrapServers(), kafka.schemaRegistryUrl(), admin, page));
    }

    /** An empty object before it listens. */
    private JsonNode current() throws Exception {
        try {
            return JSON.readTree(body(url("current")));
        } catch (ConnectException e) {
            return JSON.createObjectNode();
        }
    }

    /** Of the first series, in what is kept of the day. */
    private long measuredMinutes() throws Exception {
        String series = current().at("/series/0/key").asText().replace("|", "%7C");
        JsonNode attempts =
                JSON.readTree(body(url("history?range=24h&series=" + series))).at("/columns/attempts");
        long measured = 0;
        for (JsonNode each : attempts) {
            measured += each.isNull() ? 0 : 1;
        }
        return measured;
    }

    /** Bytes in use. */
    private long heap() throws Exception {
        return (long) body(URI.create("http://127.0.0.1:" + admin + "/metrics"))
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String body(URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString())
                .body();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + page + "/api/v1/" + path);
    }
}
