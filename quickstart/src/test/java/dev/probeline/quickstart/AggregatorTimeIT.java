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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The aggregator on a real broker when clocks, regions, probers or it itself go astray. The stories share a few seconds,
 * but no partition.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatorTimeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final String EU = "eu-west-1";
    private static final String AP = "ap-south-1";
    private static final String SETTINGS = """
            instance_id: one
            slice: 1s
            grace: 2s
            retention: 30m
            early: 0s
            windows: [{size: 1s, advance: 1s}, {size: 5s, advance: 1s}]
            """;

    private final SeriesKey punctual = series(0, EU);
    private final SeriesKey lagging = series(0, AP);
    private final SeriesKey right = series(1, EU);
    private final SeriesKey ahead = series(1, AP);
    private final SeriesKey silenced = series(2, EU);
    private final SeriesKey going = series(3, EU);
    private final SeriesKey gone = series(3, AP);

    private EmbeddedKafka kafka;
    private RegistryServer registry;
    private MetricsReader metrics;
    private ResultSender results;
    private ServiceProcess aggregator;
    private Instant stopped;

    @BeforeAll
    void someSecondsOfTrouble(@TempDir Path directory) throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        registry = new RegistryServer(0);
        KafkaSettings settings = KafkaSettings.of(kafka.bootstrapServers(), registry.url());
        new Publisher(settings).createTopics(Map.of("message.timestamp.type", "CreateTime"));
        metrics = new MetricsReader(settings);
        results = new ResultSender(settings);
        aggregator = AggregatorProcess.of("aggregator", directory, settings, SETTINGS);
        aggregator.start().awaitReady();

        every(STEP, Duration.ofSeconds(3), now -> {
            sendAll(List.of(punctual, right, silenced, going, gone), now);
            Instant longAgo = now.minus(Duration.ofMinutes(20));
            results.send(lagging, longAgo, longAgo, now, 100);
            results.send(ahead, now.plus(Duration.ofHours(1)), now, now, 100);
        });
        stopped = Instant.now();
        every(STEP, Duration.ofSeconds(3), now -> sendAll(List.of(going), now));
    }

    @AfterAll
    void stop() {
        aggregator.close();
        results.close();
        metrics.close();
        registry.close();
        kafka.close();
    }

    @Test
    void aRegionTwentyMinutesBehindIsCountedWhereItBelongsAndCorrectsNobodyElse() throws Exception {
        awaitRight(punctual, lagging);

        assertThat(metrics.windows(lagging))
                .filteredOn(window -> window.getAttempts() > 0)
                .allMatch(window -> window.getWindowEnd().isBefore(stopped.minus(Duration.ofMinutes(19))));
        assertThat(metrics.windows(punctual)).allMatch(AggregatorTimeIT::isPublishedOnce);
    }

    @Test
    void aClockAnHourAheadClosesNothingAndItsProberIsNamed() throws Exception {
        awaitRight(right, ahead);

        assertThat(metrics.windows(right)).allMatch(AggregatorTimeIT::isPublishedOnce);
        assertThat(metrics.windows(ahead))
                .allMatch(window -> window.getWindowEnd().isBefore(Instant.now()));
        assertThat(aggregator.metric("clock_skew_seconds_max{prober=\"prober-1\""))
                .isBetween(3_500.0, 3_601.0);
    }

    @Test
    void whereAllProbersAreSilentEmptyWindowsGoOn() {
        awaitEmptyWindow(silenced);

        assertThat(metrics.windows(silenced))
                .filteredOn(AggregatorTimeIT::isEmpty)
                .allMatch(window -> window.getLatencyMs().getP50() == null && window.getErrorRate() == null);
    }

    @Test
    void aRegionThatStopsIsEmptyWhileTheOthersGoOn() throws Exception {
        awaitEmptyWindow(gone);
        awaitRight(going, gone);

        assertThat(metrics.windows(going)).allMatch(AggregatorTimeIT::isPublishedOnce);
    }

    @Test
    void afterTenMinutesDownNoWindowIsClosedBeforeAllOfItsResultsAreRead() throws Exception {
        Duration downtime = Duration.ofMinutes(10);
        List<SeriesKey> all = List.of(series(4, EU), series(4, AP), series(5, EU));
        Instant begun = Instant.now().minus(downtime);

        Instant at = begun;
        while (!all.stream().allMatch(series -> metrics.windows(series).size() > 2)) { // it is busy with that time
            at = sendAll(all, at, Duration.ofSeconds(1), Duration.ofMillis(2));
            metrics.poll(Duration.ZERO);
        }
        aggregator.kill();
        sendAll(all, at, Duration.between(at, Instant.now()), Duration.ofMillis(20));
        aggregator.start();
        awaitRight(all.toArray(SeriesKey[]::new));

        all.forEach(series -> assertThat(metrics.windows(series)).allMatch(AggregatorTimeIT::isPublishedOnce));
        assertThat(metrics.faults()).isEmpty();
    }

    private Instant sendAll(List<SeriesKey> all, Instant from, Duration length, Duration step) {
        Instant at = from;
        for (; at.isBefore(from.plus(length)); at = at.plus(step)) {
            sendAll(all, at);
        }
        return at;
    }

    private void sendAll(List<SeriesKey> all, Instant at) {
        all.forEach(series -> results.send(series, at, at, at, 100));
    }

    private static void every(Duration step, Duration length, Consumer<Instant> act) {
        Instant end = Instant.now().plus(length);
        for (Instant now = Instant.now(); now.isBefore(end); now = Instant.now()) {
            act.accept(now);
            LockSupport.parkNanos(step.toNanos());
        }
    }

    /** Of a model whose results are in that partition. */
    private static SeriesKey series(int partition, String region) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> new SeriesKey("openai", "model-" + i, "chat/completions", region, "t", "k"))
                .filter(key -> SeriesPartitioner.partition(key.toString(), Topics.RESULTS.partitions()) == partition)
                .findFirst()
                .orElseThrow();
    }

    private void awaitRight(SeriesKey... some) throws Exception {
        SentResults sent = results.acknowledged();
        await("all in their windows, see " + aggregator).atMost(PATIENCE).untilAsserted(() -> {
            metrics.poll();
            for (SeriesKey series : some) {
                assertThat(metrics.attempts(1_000).get(series))
                        .isEqualTo(sent.counts().get(series));
            }
            assertThat(metrics.wrongCounts(sent, List.of(some))).isEmpty();
            assertThat(metrics.wrongRollUps()).isEmpty();
        });
    }

    private void awaitEmptyWindow(SeriesKey series) {
        await("an empty window, see " + aggregator)
                .atMost(PATIENCE)
                .until(() -> metrics.poll().windows(series).stream()
                        .anyMatch(window -> isEmpty(window)
                                && window.getWindowStart().isAfter(stopped)
                                && window.getWindowSizeMs() == 5_000));
    }

    private static boolean isEmpty(ProbeMetrics window) {
        return window.getAttempts() == 0;
    }

    /** No correction was needed. */
    private static boolean isPublishedOnce(ProbeMetrics window) {
        return window.getRevision() == 0 && window.getFinal$();
    }
}
