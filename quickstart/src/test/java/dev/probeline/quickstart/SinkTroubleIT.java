package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.probeline.aggregator.io.InfluxSettings;
import dev.probeline.aggregator.io.InfluxSink;
import dev.probeline.quickstart.ScriptedStore.Reply;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the sink does when not the store is in trouble but its consumer, or when it has to go while the store hangs. */
class SinkTroubleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SeriesKey SERIES = new SeriesKey("p", "m", "e", "r", "t", "k");

    private static EmbeddedKafka broker;
    private static KafkaSettings kafka;

    @BeforeAll
    static void startBroker(@TempDir Path directory) throws Exception {
        broker = EmbeddedKafka.start(directory);
        kafka = KafkaSettings.of(broker.bootstrapServers(), "mock://sink-trouble");
        new Publisher(kafka).createTopics();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** A stranger in the sink's group wants partitions shared out in a way the sink does not know. */
    @Test
    void aConsumerThatBreaksAgainAndAgainIsMadeAnewLessAndLessOftenAndIsForgivenWithoutARecord() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.probeline.aggregator.io.TopicSink");
        Level level = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(log);
        log.start();
        try (ScriptedStore store = new ScriptedStore(lines -> Reply.TAKEN);
                InfluxSink sink = sink("trouble", store, false)) {
            try (KafkaConsumer<byte[], byte[]> stranger = stranger("trouble")) {
                sink.start();
                await().atMost(PATIENCE).until(() -> broken(log).size() >= 4);

                List<Long> at = broken(log);
                assertThat(at.get(3) - at.get(2)).isGreaterThanOrEqualTo(2_000);
                assertThat(sink.check().ok()).isFalse();
                assertThat(stranger.assignment()).isNotEmpty();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sink.check().ok()).isTrue());
        } finally {
            logger.detachAppender(log);
            logger.setLevel(level);
        }
    }

    @Test
    void twoSinksThatHangEndWithinTheTimeOfOne() throws Exception {
        Publisher publisher = new Publisher(kafka);
        publisher.windows(List.of(Publisher.window(SERIES, Duration.ofMinutes(1), Instant.now(), 0, 1)));
        publisher.results(List.of(Publisher.result(SERIES, "p", 1, Instant.now(), 1)));
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        Function<List<String>, Reply> hang = lines -> {
            asked.countDown();
            awaitUninterrupted(over);
            return Reply.TAKEN;
        };
        try (ScriptedStore store = new ScriptedStore(hang)) {
            InfluxSink sink = sink("hanging", store, true);
            sink.start();
            await().atMost(PATIENCE).until(() -> asked.getCount() == 0);

            long before = System.nanoTime();
            sink.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        } finally {
            over.countDown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When, in milliseconds. */
    private static List<Long> broken(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getMessage().contains("broke"))
                .map(ILoggingEvent::getTimeStamp)
                .toList();
    }

    private static InfluxSink sink(String group, ScriptedStore store, boolean results) {
        InfluxSettings settings =
                new InfluxSettings(store.url(), "o", "b", Secret.of(""), 64, Duration.ofSeconds(60), true, results);
        return new InfluxSink(kafka, group, settings, new SimpleMeterRegistry());
    }

    private static KafkaConsumer<byte[], byte[]> stranger(String group) {
        Map<String, Object> properties = kafka.consumer("stranger", group);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RoundRobinAssignor.class.getName());
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.METRICS.name()));
        await().atMost(PATIENCE).until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return !consumer.assignment().isEmpty();
        });
        return consumer;
    }
}
