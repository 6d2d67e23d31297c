package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.schemas.Samples;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Both ways against an independent implementation, the JavaScript client of the KafkaJS project. The build downloads
 * nothing: this runs where {@code npm ci --prefix schemas/src/test/node --ignore-scripts} was called once.
 */
@Timeout(60)
class NodeInteroperationTest {
    private static final Path FOLDER = Path.of("src/test/node");
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void onlyWhereTheClientIsInstalled() {
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules")) && nodeRuns(),
                "skipped: node or the JavaScript client is missing; install node and run"
                        + " npm ci --prefix schemas/src/test/node --ignore-scripts");
    }

    private static boolean nodeRuns() {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            node.getInputStream().readAllBytes();
            return node.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void resultsGoBothWays() throws Exception {
        JsonNode read = assertBothWays("probe-results", Samples.result(), ProbeResult.class);
        assertThat(read.path("latency_ms").doubleValue()).isEqualTo(850.5);
        assertThat(read.path("ratelimit_remaining_requests").longValue()).isZero();
        assertThat(read.path("cost_usd").isNull()).isTrue();
        assertThat(read.path("fault_domain").textValue()).isEqualTo("none");
        assertThat(read.path("completed_at").longValue())
                .isEqualTo(Samples.result().getCompletedAt().toEpochMilli());
    }

    @Test
    void windowsGoBothWays() throws Exception {
        JsonNode read = assertBothWays("probe-metrics", Samples.metrics(), ProbeMetrics.class);
        assertThat(read.at("/latency_ms/p95").doubleValue()).isEqualTo(850.5);
        assertThat(read.at("/regions/eu-west/failures").longValue()).isEqualTo(1);
    }

    @Test
    void alertsGoBothWays() throws Exception {
        JsonNode read = assertBothWays("alert-events", Samples.alert(), AlertEvent.class);
        assertThat(read.at("/examples/0/error_type").textValue()).isEqualTo("stalled");
    }

    /** @return our record as the other side reads it */
    private static <T extends SpecificRecord> JsonNode assertBothWays(String topic, T record, Class<T> type)
            throws Exception {
        try (FakeRegistry registry = FakeRegistry.start();
                Serde<T> serde = ValueSerde.of(Ours.at(registry.url()), type)) {
            String ours = HexFormat.of().formatHex(serde.serializer().serialize(topic, record));
            JsonNode theirs = askNode(registry.url(), topic + "-value " + ours);
            assertThat(theirs.path("same").textValue()).isEqualTo(ours);
            byte[] changed = HexFormat.of().parseHex(theirs.path("changed").textValue());
            T read = serde.deserializer().deserialize(topic, changed);
            assertThat(read.get(0)).isEqualTo("from-node");
            read.put(0, record.get(0));
            assertThat(read).isEqualTo(record);
            return theirs.path("record");
        }
    }

    private static JsonNode askNode(String registry, String line) throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", "interoperate.js", registry)
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return answer(node, line);
        } finally {
            node.destroyForcibly();
        }
    }

    private static JsonNode answer(Process node, String line) throws IOException, InterruptedException {
        try (var in = node.getOutputStream()) {
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] answer = node.getInputStream().readAllBytes();
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).isZero();
        return JSON.readTree(answer);
    }
}
