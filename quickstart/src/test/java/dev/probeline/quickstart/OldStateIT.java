package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aggregator on a changelog that an older release has written, with a late result in it not yet published. */
class OldStateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path STATES = Path.of("../stream-aggregator/src/test/resources");
    private static final SeriesKey OF_1 = new SeriesKey("p", "m", "e", "r0", "t", "k");
    private static final SeriesKey OF_2 = new SeriesKey("p", "m", "e", "r1", "t", "k");

    private static EmbeddedKafka kafka;
    private static RegistryServer registry;
    private static KafkaSettings settings;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        registry = new RegistryServer(0);
        settings = KafkaSettings.of(kafka.bootstrapServers(), registry.url());
        new Publisher(settings).createTopics();
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void whatVersion1StoredIsCorrectedAndGoneOnFrom(@TempDir Path directory) throws Exception {
        ProbeMetrics corrected =
                goneOn(OF_1, "old-1", "state-1.txt", directory, """
                slice: 10s
                grace: 2s
                retention: 2m
                series_expiry: 3m
                early: 0s
                windows: [{size: 10s, advance: 10s}, {size: 1m, advance: 1m}]
                roll_ups: []
                """, Instant.ofEpochSecond(1_700_000_010));

        assertThat(corrected.getAttempts()).isEqualTo(4);
        assertThat(corrected.getErrorsByType())
                .containsEntry("server_error", 1L)
                .containsEntry("connect_timeout", 1L);
        assertThat(corrected.getRevision()).isEqualTo(2);
    }

    @Test
    void whatVersion2StoredIsCorrectedAndGoneOnFrom(@TempDir Path directory) throws Exception {
        ProbeMetrics corrected =
                goneOn(OF_2, "old-2", "state-2.txt", directory, """
                slice: 1s
                grace: 200ms
                retention: 8s
                series_expiry: 40s
                early: 5s
                windows: [{size: 1s, advance: 1s}, {size: 5s, advance: 1s}, {size: 12s, advance: 4s}]
                roll_ups: [{over: [region]}]
                """, Instant.ofEpochSecond(1_700_000_021));

        assertThat(corrected.getAttempts()).as("the late one").isEqualTo(1);
        assertThat(corrected.getLatencyMs().getMin()).isEqualTo(77);
        assertThat(corrected.getRevision()).isPositive();
    }

    /** @return the shortest window that the late result is in, as it is published last */
    private static ProbeMetrics goneOn(
            SeriesKey series, String id, String state, Path directory, String yaml, Instant end) throws Exception {
        restoreTo(id + "-slices-changelog", STATES.resolve(state));
        try (MetricsReader metrics = new MetricsReader(settings);
                ServiceProcess aggregator =
                        AggregatorProcess.of(id, directory, settings, "application_id: " + id + "\n" + yaml)) {
            aggregator.start();
            return await("the correction, see " + aggregator)
                    .atMost(PATIENCE)
                    .until(
                            () -> metrics.poll().windows(series).stream()
                                    .filter(window -> window.getWindowEnd().equals(end))
                                    .filter(window -> window.getWindowSizeMs() <= 10_000)
                                    .min((one, other) -> Long.compare(one.getWindowSizeMs(), other.getWindowSizeMs())),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    private static void restoreTo(String changelog, Path state) throws Exception {
        int partition = SeriesPartitioner.partition(OF_1.toString(), Topics.RESULTS.partitions());
        try (Admin admin = Admin.create(settings.admin())) {
            NewTopic topic = new NewTopic(changelog, Topics.RESULTS.partitions(), (short) 1)
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            admin.createTopics(List.of(topic)).all().get();
        }
        HexFormat hex = HexFormat.of();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                settings.producer("old-release"), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String line : Files.readAllLines(state)) {
                int space = line.indexOf(' ');
                producer.send(new ProducerRecord<>(
                                changelog,
                                partition,
                                hex.parseHex(line.substring(0, space)),
                                hex.parseHex(line.substring(space + 1))))
                        .get();
            }
        }
    }
}
