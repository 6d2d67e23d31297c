package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.aggregator.io.InfluxSettings;
import dev.probeline.aggregator.io.InfluxSink;
import dev.probeline.quickstart.ScriptedStore.Reply;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What the sink does about each kind of answer: a real broker, and a real HTTP server that answers as it is told. */
class SinkAnswersIT {
    private static final SeriesKey SERIES = new SeriesKey("p", "m", "e", "r", "t", "k");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SIZE = Duration.ofMinutes(1);
    private static final int BATCH = 64;

    private static EmbeddedKafka broker;
    private static KafkaSettings kafka;
    private static Publisher publisher;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private String group;
    private ScriptedStore store;
    private InfluxSink sink;

    @BeforeAll
    static void startBroker(@TempDir Path directory) throws Exception {
        broker = EmbeddedKafka.start(directory);
        kafka = KafkaSettings.of(broker.bootstrapServers(), "mock://sink-answers");
        publisher = new Publisher(kafka);
        publisher.createTopics();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void emptyTheTopics(TestInfo test) throws Exception {
        group = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(kafka.admin())) {
            Map<TopicPartition, RecordsToDelete> all = ends(admin).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
            admin.deleteRecords(all).all().get();
        }
    }

    @AfterEach
    void stop() {
        sink.close();
        store.close();
    }

    @Test
    void whatMayHealIsWaitedForAndNothingIsCommittedBeforeItIsStored() throws Exception {
        windows(500);
        start(lines -> Reply.refusal(401), true);
        await().atMost(Duration.ofSeconds(20)).until(() -> sink.check().reason().contains("401"));
        store.follow(lines -> Reply.page(400));
        await().atMost(Duration.ofSeconds(20)).until(() -> sink.check().reason().contains("400"));
        store.follow(lines -> Reply.refusal(500));
        await().atMost(Duration.ofSeconds(20)).until(() -> sink.check().reason().contains("500"));
        assertThat(committed()).isZero();
        assertThat(deadLetters()).isZero();

        store.follow(lines -> Reply.TAKEN);

        storedAll(500);
        assertThat(deadLetters()).isZero();
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(500));
        await().untilAsserted(() -> assertThat(sink.check().ok()).isTrue());
        assertThat(store.sizes()).as("no more than a batch is held").allMatch(size -> size <= BATCH);
    }

    @Test
    void aPointThatTheStoreNeverTakesIsDeadLetteredEvenWhereItAnswersWithItsOwnError() throws Exception {
        for (int i = 0; i < 3; i++) {
            windows(100 * i, 100);
        }
        // The very first one too, when the sink has not yet seen the store take anything.
        start(
                lines -> lines.stream().anyMatch(line -> line.contains("attempts=0i") || line.contains("attempts=150i"))
                        ? Reply.refusal(500)
                        : Reply.TAKEN,
                true);

        await().atMost(Duration.ofSeconds(40)).until(() -> deadLetters() == 2);
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(300));
        assertThat(attempts()).hasSize(298).doesNotContain(0L, 150L);
        assertThat(registry.get("dead.letters")
                        .tag("reason", "refused_by_store")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void suchAPointStopsNothingWhereItIsTheFirstAndAlone() throws Exception {
        windows(1);
        start(
                lines -> lines.stream().anyMatch(line -> line.contains("attempts=0i"))
                        ? Reply.refusal(500)
                        : Reply.TAKEN,
                true);

        await().atMost(Duration.ofSeconds(20)).until(() -> deadLetters() == 1);
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(1));
        await().untilAsserted(() -> assertThat(sink.check().ok()).isTrue());
    }

    @Test
    void aBatchThatIsTooLargeIsHalvedAndLosesNothing() throws Exception {
        windows(200);
        start(lines -> lines.size() > 10 ? Reply.page(413) : Reply.TAKEN, true);

        storedAll(200);
        assertThat(deadLetters()).isZero();
    }

    @Test
    void ofABatchOnlyTheNewestRecordOfAPointIsWritten() throws Exception {
        publisher.windows(List.of(early(0, 1), early(1, 2), window(2, 3), window(3, 4)));
        start(lines -> Reply.TAKEN, true);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(committed()).isEqualTo(4));
        assertThat(attempts()).containsExactly(4L);
        assertThat(skipped("superseded")).isEqualTo(3);
    }

    @Test
    void earlyRecordsAreLeftOutWhereTheyAreNotWanted() throws Exception {
        publisher.windows(List.of(early(0, 1), early(1, 2)));
        start(lines -> Reply.TAKEN, false);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(committed()).isEqualTo(2));
        assertThat(store.taken()).isEmpty();

        publisher.windows(List.of(window(2, 3)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(attempts()).containsExactly(3L));
        assertThat(skipped("early")).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsDeadLetteredAndATombstoneIsPassedOver() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.producer("garbage"), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.METRICS.name(), 0, new byte[1], new byte[] {9, 9, 9}))
                    .get();
            producer.send(new ProducerRecord<>(Topics.METRICS.name(), 0, new byte[1], null))
                    .get();
        }
        windows(10);
        start(lines -> Reply.TAKEN, true);

        storedAll(10);
        assertThat(deadLetters()).isEqualTo(1);
        assertThat(registry.get("dead.letters")
                        .tag("reason", "undecodable")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(skipped("empty")).isEqualTo(1);
    }

    private void start(Function<List<String>, Reply> script, boolean earlyWindows) throws Exception {
        store = new ScriptedStore(script);
        InfluxSettings settings = new InfluxSettings(
                store.url(), "o", "b", Secret.of(""), BATCH, Duration.ofSeconds(5), earlyWindows, false);
        sink = new InfluxSink(kafka, group, settings, registry);
        sink.start();
    }

    /** One window for each number of attempts from 0. */
    private static void windows(int count) throws Exception {
        windows(0, count);
    }

    private static void windows(int from, int count) throws Exception {
        publisher.windows(IntStream.range(from, from + count)
                .mapToObj(i -> Publisher.window(SERIES, SIZE, START.plusSeconds(10L * i), 0, i))
                .toList());
    }

    private static ProbeMetrics window(int revision, long attempts) {
        return Publisher.window(SERIES, SIZE, START, revision, attempts);
    }

    private static ProbeMetrics early(int revision, long attempts) {
        return Publisher.early(SERIES, SIZE, START, revision, attempts);
    }

    private void storedAll(int count) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(attempts())
                        .containsAll(IntStream.range(0, count)
                                .mapToLong(i -> i)
                                .boxed()
                                .toList()));
    }

    private List<Long> attempts() {
        List<Long> found = new ArrayList<>();
        for (String line : store.taken()) {
            int at = line.indexOf("attempts=") + "attempts=".length();
            found.add(Long.parseLong(line.substring(at, line.indexOf('i', at))));
        }
        return found.stream().distinct().toList();
    }

    private double skipped(String reason) {
        return registry.get("probeline.influxdb.skipped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** How many of the topic's records the group need not read again. */
    private long committed() throws Exception {
        try (Admin admin = Admin.create(kafka.admin())) {
            Map<TopicPartition, Long> begins = offsets(admin, OffsetSpec.earliest());
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .mapToLong(e -> e.getValue().offset() - begins.get(e.getKey()))
                    .sum();
        }
    }

    private static long deadLetters() throws Exception {
        TopicPartition letters = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);
        try (Admin admin = Admin.create(kafka.admin())) {
            return ends(admin).get(letters)
                    - offsets(admin, OffsetSpec.earliest()).get(letters);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        return offsets(admin, OffsetSpec.latest());
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, OffsetSpec which) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = List.of(Topics.METRICS, Topics.DEAD_LETTERS).stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(partition -> partition, partition -> which));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }
}
