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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the metrics topic into a real store that comes late, goes away and comes back. */
class InfluxSinkIT {
    private static final SeriesKey SERIES = new SeriesKey("p", "m", "e", "r", "t", "k");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SIZE = Duration.ofSeconds(10);
    private static final int WINDOWS = 500;

    @Test
    void nothingIsLostWhileTheStoreIsAwayAndARevisionOverwrites(@TempDir Path directory) throws Exception {
        List<Integer> port = FreePorts.find(1);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
            KafkaSettings settings = KafkaSettings.of(kafka.bootstrapServers(), "mock://sink");
            Publisher publisher = new Publisher(settings);
            publisher.createTopics();
            publish(publisher, 0, 10);
            try (InfluxSink sink = sink(settings, port.get(0))) {
                sink.start();
                await("the sink says that the store is away")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> sink.check().reason().contains("InfluxDB"));
                try (EmbeddedQuestDb store = EmbeddedQuestDb.start(directory.resolve("store"), port.get(0))) {
                    stored(store, WINDOWS, 10L * WINDOWS);
                }
                publish(publisher, 1, 11);
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
                URI.create("http://127.0.0.1:" + port),
                "o",
                "b",
                Secret.of(""),
                100,
                Duration.ofSeconds(5),
                true,
                false);
        return new InfluxSink(settings, "sink-test", influx, new SimpleMeterRegistry());
    }

    private static void publish(Publisher publisher, int revision, long attempts) throws Exception {
        publisher.windows(IntStream.rangeClosed(1, WINDOWS)
                .mapToObj(i -> Publisher.window(SERIES, SIZE, START.plusSeconds(10L * i), revision, attempts))
                .toList());
    }
}
