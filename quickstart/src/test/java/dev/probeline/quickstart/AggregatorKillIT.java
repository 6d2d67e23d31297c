package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.quickstart.MetricsReader.Sample;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aggregator in a process of its own, killed with SIGKILL while results flow. */
class AggregatorKillIT {
    private static final double ONE_PERCENT = 0.01 + 1e-9;
    private static final int KILLS = 3;
    private static final int RESULTS_BETWEEN_KILLS = 1_500;
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "ap-south-1");

    private final Map<SeriesKey, List<Sample>> sent = new HashMap<>();
    private final Random random = new Random(7);

    @Test
    void countsAndPercentilesAreExactAfterKills(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
                RegistryServer registry = new RegistryServer(0)) {
            KafkaSettings settings = KafkaSettings.of(kafka.bootstrapServers(), registry.url());
            createTopics(settings);
            Path config = config(directory, settings);
            Path log = directory.resolve("aggregator.log");
            try (MetricsReader metrics = new MetricsReader(settings);
                    KafkaProducer<String, ProbeResult> producer = producer(settings)) {
                publishRubbish(settings);
                for (int kill = 0; kill <= KILLS; kill++) {
                    long seen = metrics.poll().records();
                    try (ChildJvm aggregator = aggregator(config, log)) {
                        publish(producer, RESULTS_BETWEEN_KILLS);
                        await("windows after start " + kill + ", see " + log)
                                .atMost(Duration.ofSeconds(60))
                                .until(() -> metrics.poll().records() > seen);
                        publish(producer, RESULTS_BETWEEN_KILLS);
                        if (kill == KILLS) {
                            awaitAll(metrics, log);
                        }
                        assertThat(aggregator.isAlive()).as(() -> tail(log)).isTrue();
                    }
                }
                assertThat(metrics.gaps()).isEmpty();
                assertThat(metrics.attempts(1_000)).isEqualTo(counts());
                assertThat(metrics.worstErrorOfMergedSketches(sent)).isLessThanOrEqualTo(ONE_PERCENT);
                assertThat(metrics.worstErrorOfWindows(10_000, sent)).isLessThanOrEqualTo(ONE_PERCENT);
                assertThat(metrics.deadLetters())
                        .as("the one record that is none")
                        .isEqualTo(1);
            }
        }
    }

    private void awaitAll(MetricsReader metrics, Path log) {
        await("every result in a window, see " + log)
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(metrics.poll().attempts(1_000)).isEqualTo(counts()));
    }

    private Map<SeriesKey, Long> counts() {
        Map<SeriesKey, Long> counts = new HashMap<>();
        sent.forEach((key, values) -> counts.put(key, (long) values.size()));
        return counts;
    }

    /** About 1,000 a second, so that kills fall between commits. */
    private void publish(KafkaProducer<String, ProbeResult> producer, int results) throws Exception {
        List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            SeriesKey key = new SeriesKey(
                    "openai", "gpt-" + random.nextInt(4), "chat/completions", REGIONS.get(random.nextInt(3)), "t", "k");
            double latency = Math.exp(random.nextGaussian()) * 300;
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            sent.computeIfAbsent(key, k -> new ArrayList<>()).add(new Sample(now, latency));
            acknowledged.add(producer.send(
                    new ProducerRecord<>(Topics.RESULTS.name(), key.toString(), result(key, now, latency))));
            LockSupport.parkNanos(1_000_000);
        }
        producer.flush();
        for (Future<RecordMetadata> each : acknowledged) {
            each.get();
        }
    }

    private static void publishRubbish(KafkaSettings settings) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings.producer("rubbish"), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.RESULTS.name(), "no series", "no Avro"))
                    .get();
        }
    }

    private static ProbeResult result(SeriesKey key, Instant now, double latencyMs) {
        return ProbeResult.newBuilder()
                .setProvider(key.provider())
                .setModel(key.model())
                .setEndpoint(key.endpoint())
                .setRegion(key.region())
                .setTarget(key.target())
                .setApiKeyAlias(key.apiKeyAlias())
                .setProbeId("p")
                .setAttempt(1)
                .setFinal$(true)
                .setProber("test")
                .setScheduledAt(now)
                .setStartedAt(now)
                .setCompletedAt(now)
                .setOutcome(Outcome.success)
                .setFaultDomain(FaultDomain.none)
                .setConnection(ConnectionUse.reused)
                .setStatusCode(200)
                .setLatencyMs(latencyMs)
                .build();
    }

    private static ChildJvm aggregator(Path config, Path log) throws IOException {
        return ChildJvm.start("dev.probeline.aggregator.AggregatorMain", log, "--config", config.toString());
    }

    private static Path config(Path directory, KafkaSettings kafka) throws IOException {
        return Files.writeString(directory.resolve("aggregator.yaml"), """
                kafka:
                  bootstrap_servers: %s
                  schema_registry_url: %s
                  properties: {consumer.session.timeout.ms: 6000, consumer.heartbeat.interval.ms: 1000}
                state_dir: %s
                slice: 1s
                grace: 500ms
                windows: [{size: 1s, advance: 1s}, {size: 10s, advance: 1s}]
                """.formatted(
                kafka.bootstrapServers(), kafka.common().get("schema.registry.url"), directory.resolve("state")));
    }

    private static KafkaProducer<String, ProbeResult> producer(KafkaSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.producer("kill-test"));
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SeriesPartitioner.class.getName());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(properties, new StringSerializer(), ValueSerde.serializer(properties));
    }

    private static void createTopics(KafkaSettings settings) throws Exception {
        try (Admin admin = Admin.create(settings.admin())) {
            List<NewTopic> topics = Topics.all().stream()
                    .map(topic -> topic.newTopic((short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
