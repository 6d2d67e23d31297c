package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The aggregator in processes of its own, killed with SIGKILL while results flow and another instance comes and goes.
 *
 * <p>{@code -Dfire.results=1000000 -Dfire.rate=10000} is the long form.
 */
class AggregatorKillIT {
    private static final double ONE_PERCENT = 0.01 + 1e-9;
    private static final int RESULTS = Integer.getInteger("fire.results", 40_000);
    private static final int PER_SECOND = Integer.getInteger("fire.rate", 2_000);
    private static final int KILLS = 5;
    private static final int JOINS_BEFORE = 2;
    private static final int LEAVES_BEFORE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SETTINGS = """
            slice: 1s
            grace: 500ms
            retention: 5m
            early: 5s
            windows: [{size: 1s, advance: 1s}, {size: 5s, advance: 1s}]
            roll_ups: [{over: [region, target, api_key_alias]}, {over: [model, region, target, api_key_alias]}]
            """;

    private static final SeriesKey OVER_MODELS = new SeriesKey("openai", "*", "chat/completions", "*", "*", "*");

    private final Random random = new Random(11);

    @Test
    void everyResultIsInItsWindowsOnceWhateverIsKilled(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
                RegistryServer registry = new RegistryServer(0)) {
            KafkaSettings settings = KafkaSettings.of(kafka.bootstrapServers(), registry.url());
            new Publisher(settings).createTopics();
            publishRubbish(settings);
            try (MetricsReader metrics = new MetricsReader(settings);
                    ServiceProcess first =
                            AggregatorProcess.of("first", directory, settings, SETTINGS + "instance_id: first\n");
                    ServiceProcess second = AggregatorProcess.of("second", directory, settings, SETTINGS);
                    ResultTraffic traffic = ResultTraffic.start(settings, PER_SECOND, RESULTS)) {
                first.start();
                for (int kill = 0; kill < KILLS; kill++) {
                    first.awaitReady();
                    if (kill == JOINS_BEFORE) {
                        second.start();
                        second.awaitReady();
                    } else if (kill == LEAVES_BEFORE) {
                        second.leave();
                    }
                    LockSupport.parkNanos(random.nextInt(500_000_000)); // anywhere between two commits
                    first.kill();
                    first.start();
                }
                SentResults sent = traffic.stop();
                awaitAll(metrics, sent, first);

                assertThat(metrics.faults()).isEmpty();
                assertThat(metrics.wrongCounts(sent, sent.series())).isEmpty();
                assertThat(metrics.worstErrorOfMergedSketches(sent)).isLessThanOrEqualTo(ONE_PERCENT);
                assertThat(metrics.worstErrorOfWindows(5_000, sent)).isLessThanOrEqualTo(ONE_PERCENT);
                assertThat(metrics.deadLetters())
                        .as("the one record that is none")
                        .isEqualTo(1);
                assertThat(first.isAlive()).as(first::toString).isTrue();
            }
        }
    }

    private static void awaitAll(MetricsReader metrics, SentResults sent, ServiceProcess aggregator) {
        await("every result in a window of " + aggregator)
                .atMost(PATIENCE)
                .failFast(() -> assertThat(metrics.faults()).isEmpty())
                .untilAsserted(() -> {
                    assertThat(metrics.poll().attempts(1_000)).isEqualTo(sent.counts());
                    assertThat(metrics.attempts(5_000)).isEqualTo(sent.counts());
                    assertThat(metrics.open()).isEmpty();
                    assertThat(metrics.wrongRollUps()).isEmpty();
                    assertThat(metrics.windows(OVER_MODELS)).isNotEmpty();
                });
    }

    private static void publishRubbish(KafkaSettings settings) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings.producer("rubbish"), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.RESULTS.name(), "no series", "no Avro"))
                    .get();
        }
    }
}
