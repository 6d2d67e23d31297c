package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.aggregator.io.InfluxSettings;
import dev.probeline.aggregator.io.InfluxSink;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.store.EmbeddedQuestDb;
import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the metrics topic into a real store that comes late, goes away and comes back. */
class InfluxSinkIT {
    private static final SeriesKey SERIES = new SeriesKey("p", "m", "e", "r", "t", "k");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int WINDOWS = 500;

    @Test
    void nothingIsLostWhileTheStoreIsAwayAndARevisionOverwrites(@TempDir Path directory) throws Exception {
        List<Integer> port = FreePorts.find(1);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
            KafkaSettings settings = KafkaSettings.of(kafka.bootstrapServers(), "mock://sink");
            createTopics(settings);
            publish(settings, 0, 10);
            try (InfluxSink sink = sink(settings, port.get(0))) {
                sink.start();
                await("the sink says that the store is away")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> sink.check().reason().contains("InfluxDB"));
                try (EmbeddedQuestDb store = EmbeddedQuestDb.start(directory.resolve("store"), port.get(0))) {
                    stored(store, WINDOWS, 10L * WINDOWS);
                }
                publish(settings, 1, 11);
                await("the sink says that the store is away again")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> sink.check().reason().contains("InfluxDB"));
                try (EmbeddedQuestDb store = EmbeddedQuestDb.start(directory.resolve("store"), port.get(0))) {
                    stored(store, WINDOWS, 11L * WINDOWS);
                    await().atMost(Duration.ofSeconds(20))
                            .untilAsserted(() -> assertThat(sink.check().ok()).isTrue());
                }
            }
        }
    }

    private static void stored(EmbeddedQuestDb store, long points, long attempts) {
        // The store makes a column when a point first has it.
        await("points in the store")
                .atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(store.number("SELECT sum(attempts) FROM probe_metrics"))
                            .isEqualTo(attempts);
                    assertThat(store.number("SELECT count() FROM probe_metrics"))
                            .isEqualTo(points);
                });
    }

    private static InfluxSink sink(KafkaSettings settings, int port) {
        InfluxSettings influx = new InfluxSettings(
                URI.create("http://127.0.0.1:" + port), "o", "b", Secret.of(""), 100, Duration.ofSeconds(5));
        return new InfluxSink(
                settings,
                "sink-test",
                influx,
                ValueSerde.deserializer(settings.common(), ProbeMetrics.class),
                new SimpleMeterRegistry());
    }

    private static void publish(KafkaSettings settings, int revision, long attempts) throws Exception {
        Map<String, Object> properties = new HashMap<>(settings.producer("sink-test"));
        try (KafkaProducer<String, ProbeMetrics> producer = new KafkaProducer<>(
                properties, new StringSerializer(), ValueSerde.<ProbeMetrics>serializer(properties))) {
            List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
            for (int i = 0; i < WINDOWS; i++) {
                acknowledged.add(producer.send(
                        new ProducerRecord<>(Topics.METRICS.name(), SERIES.toString(), window(i, revision, attempts))));
            }
            for (Future<RecordMetadata> each : acknowledged) {
                each.get();
            }
        }
    }

    private static ProbeMetrics window(int i, int revision, long attempts) {
        Instant end = START.plusSeconds(10L * (i + 1));
        Distribution nothing = Distribution.newBuilder()
                .setCount(0)
                .setP50Sufficient(false)
                .setP95Sufficient(false)
                .setP99Sufficient(false)
                .setP999Sufficient(false)
                .setRelativeAccuracy(0.01)
                .build();
        return ProbeMetrics.newBuilder()
                .setProvider("p")
                .setModel("m")
                .setEndpoint("e")
                .setRegion("r")
                .setTarget("t")
                .setApiKeyAlias("k")
                .setWindowStart(end.minusSeconds(10))
                .setWindowEnd(end)
                .setWindowSizeMs(10_000)
                .setAsOf(end)
                .setRevision(revision)
                .setFinal$(true)
                .setAttempts(attempts)
                .setProbes(attempts)
                .setFailures(0)
                .setErrorRate(0.0)
                .setEligibleProbes(attempts)
                .setSuccessfulProbes(attempts)
                .setAvailability(1.0)
                .setLatencyMs(nothing)
                .setTtftMs(nothing)
                .setOutputTokensPerSecond(nothing)
                .setThroughputRpm(60)
                .setPromptTokens(0)
                .setCachedTokens(0)
                .setCompletionTokens(0)
                .setReasoningTokens(0)
                .setCostUsd(0)
                .build();
    }

    private static void createTopics(KafkaSettings settings) throws Exception {
        try (Admin admin = Admin.create(settings.admin())) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> topic.newTopic((short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }
}
