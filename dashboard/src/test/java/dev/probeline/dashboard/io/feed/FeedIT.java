package dev.probeline.dashboard.io.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.probeline.dashboard.core.Board;
import dev.probeline.dashboard.page.Script;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The feed over a real broker, while the schema registry is away and comes back. */
@ExtendWith(KafkaClusterExtension.class)
class FeedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MODEL = "gpt-4o";
    private static final String REGION = "eu-west";
    private static final String SERIES = Script.series(MODEL, REGION).toString();

    static KafkaCluster cluster;

    @Test
    void afterABreakItGoesOnWhereItWasWithoutAHoleAndWithNothingTwice() throws Exception {
        Serializer<SpecificRecord> values =
                ValueSerde.serializer(KafkaSettings.of(cluster.getBootstrapServers(), "mock://feed-it")
                        .common());
        Instant now = Instant.now();
        Instant before = now.truncatedTo(ChronoUnit.MINUTES).minus(10, ChronoUnit.MINUTES);
        ProbeResult failure = Script.attempt(MODEL, REGION, now, "overloaded");
        ProbeMetrics window = Script.healthy(MODEL, REGION, before);
        byte[] failed = values.serialize(Topics.RESULTS.name(), failure);
        byte[] measured = values.serialize(Topics.METRICS.name(), window);
        CountDownLatch registryBack = new CountDownLatch(1);
        HttpServer registry = registry(failure, failed, window, registryBack);
        KafkaSettings kafka = KafkaSettings.of(
                cluster.getBootstrapServers(),
                "http://127.0.0.1:" + registry.getAddress().getPort());
        createTopics(kafka);
        Board board = new Board(10, 10, 10, 60_000);
        try (KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
                Feed feed = new Feed(kafka, board, Clock.systemUTC(), new SimpleMeterRegistry())) {
            feed.start();
            send(producer, Topics.RESULTS.name(), now, failed);
            await().atMost(PATIENCE)
                    .until(() -> board.failures(Optional.empty(), 10).size() == 1
                            && feed.following().ok());

            send(producer, Topics.METRICS.name(), before, measured);
            await().atMost(PATIENCE).until(() -> !feed.check().ok());
            registryBack.countDown();

            await().atMost(PATIENCE)
                    .until(() -> board.history(SERIES, false, before.toEpochMilli(), before.toEpochMilli())
                                    .orElseThrow()
                                    .count()
                            == 1);
            assertThat(board.failures(Optional.empty(), 10)).hasSize(1);
        } finally {
            registry.stop(0);
        }
    }

    /** Knows the one schema from the start and the other from later on. */
    private static HttpServer registry(ProbeResult known, byte[] itsBytes, ProbeMetrics later, CountDownLatch back)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String knownPath = "/schemas/ids/" + ByteBuffer.wrap(itsBytes, 1, 4).getInt();
        server.createContext("/", exchange -> {
            boolean isKnown = exchange.getRequestURI().getPath().equals(knownPath);
            SpecificRecord of = isKnown ? known : later;
            answer(
                    exchange,
                    isKnown || back.getCount() == 0 ? 200 : 503,
                    of.getSchema().toString());
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String schema) throws IOException {
        byte[] bytes = new ObjectMapper().writeValueAsBytes(Map.of("schema", schema));
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void createTopics(KafkaSettings kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.admin())) {
            admin.createTopics(List.of(Topics.METRICS, Topics.ALERTS, Topics.RESULTS).stream()
                            .map(topic -> new NewTopic(topic.name(), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static void send(KafkaProducer<String, byte[]> producer, String topic, Instant at, byte[] value)
            throws Exception {
        producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), SERIES, value))
                .get();
    }
}
