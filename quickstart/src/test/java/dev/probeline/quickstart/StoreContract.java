package dev.probeline.quickstart;

import static dev.probeline.quickstart.ContractQueries.HOSTILE_LABELS;
import static dev.probeline.quickstart.ContractQueries.MINUTE;
import static dev.probeline.quickstart.ContractQueries.START;
import static dev.probeline.quickstart.ContractQueries.TEN_SECONDS;
import static dev.probeline.quickstart.ContractQueries.attempts;
import static dev.probeline.quickstart.ContractQueries.longer;
import static dev.probeline.quickstart.ContractQueries.windows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.aggregator.io.HistoryQuery;
import dev.probeline.aggregator.io.HistoryReader;
import dev.probeline.aggregator.io.HistoryRow;
import dev.probeline.aggregator.io.InfluxSettings;
import dev.probeline.aggregator.io.InfluxSink;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every store must do with what the sink writes, seen by reading it back: one sink from a real broker, each test
 * with series of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private KafkaSettings kafka;
    private EmbeddedKafka broker;
    private Publisher publisher;
    private InfluxSettings settings;
    private HistoryReader history;
    private InfluxSink sink;

    /** Starts the store, or skips with the reason. */
    abstract InfluxSettings openStore(Path directory);

    abstract HistoryReader openHistory(InfluxSettings settings);

    abstract void closeStore();

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        settings = openStore(directory.resolve("store"));
        history = openHistory(settings);
        broker = EmbeddedKafka.start(directory.resolve("kafka"));
        kafka = KafkaSettings.of(
                broker.bootstrapServers(), "mock://" + getClass().getSimpleName());
        publisher = new Publisher(kafka);
        publisher.createTopics();
        sink = new InfluxSink(kafka, "contract", settings, registry);
        sink.start();
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each :
                Stream.of(sink, broker, history).filter(e -> e != null).toList()) {
            each.close();
        }
        closeStore();
    }

    @Test
    void windowsAreReadBackBySeriesAndByLabel() throws Exception {
        SeriesKey east = series("readback", "us-east");
        SeriesKey west = series("readback", "eu-west");
        SeriesKey all = series("readback", SeriesKey.ALL);
        publisher.windows(List.of(
                Publisher.window(east, MINUTE, START.plusSeconds(60), 0, 6),
                Publisher.window(east, TEN_SECONDS, START.plusSeconds(60), 0, 1),
                Publisher.window(west, MINUTE, START.plusSeconds(60), 0, 0),
                Publisher.window(all, MINUTE, START.plusSeconds(60), 0, 6)));

        List<HistoryRow> byModel = await(windows(Map.of("model", "readback"), MINUTE), rows -> rows.size() == 3);
        assertThat(byModel)
                .extracting(row -> row.tags().get("region"))
                .containsExactly(SeriesKey.ALL, "eu-west", "us-east");

        List<HistoryRow> bySeries = await(windows(HistoryQuery.only(east), MINUTE), rows -> rows.size() == 1);
        assertThat(bySeries.get(0).at()).isEqualTo(START.plusSeconds(60));
        assertThat(bySeries.get(0).tags()).containsAllEntriesOf(HistoryQuery.only(east));
        assertThat(bySeries.get(0).values())
                .isEqualTo(Map.of("attempts", 6.0, "latency_ms_p95", 603.0, "revision", 0.0));
    }

    @Test
    void whatWasNotMeasuredIsAbsent() throws Exception {
        SeriesKey silent = series("silent", "r");
        publisher.windows(List.of(Publisher.window(silent, MINUTE, START, 0, 3)));

        HistoryQuery query = HistoryQuery.windows(
                HistoryQuery.only(silent),
                MINUTE,
                List.of("attempts", "ttft_ms_p95", "never_heard_of"),
                MINUTE,
                TEN_SECONDS,
                START);

        assertThat(await(query, rows -> !rows.isEmpty()))
                .extracting(HistoryRow::values)
                .containsExactly(Map.of("attempts", 3.0));
    }

    @Test
    void theFinalRecordAndALaterRevisionTakeThePlaceOfAnEarlyOne() throws Exception {
        SeriesKey series = series("revised", "r");
        HistoryQuery query = windows(HistoryQuery.only(series), MINUTE);

        publisher.windows(List.of(Publisher.early(series, MINUTE, START, 0, 1)));
        assertThat(await(query, rows -> attempts(rows).equals(List.of(1.0)))).hasSize(1);
        publisher.windows(List.of(Publisher.window(series, MINUTE, START, 1, 6)));
        assertThat(await(query, rows -> attempts(rows).equals(List.of(6.0)))).hasSize(1);
        publisher.windows(List.of(Publisher.window(series, MINUTE, START, 2, 7)));
        assertThat(await(query, rows -> attempts(rows).equals(List.of(7.0)))).hasSize(1);
    }

    @Test
    void aSinkThatWroteAndDiedBeforeItsCommitLeavesEveryPointOnce() throws Exception {
        SeriesKey series = series("again", "r");
        int points = 250;
        publisher.windows(IntStream.rangeClosed(1, points)
                .mapToObj(i -> Publisher.window(series, MINUTE, START.plusSeconds(10L * i), 0, i))
                .toList());
        publisher.results(IntStream.rangeClosed(1, points)
                .mapToObj(i -> Publisher.result(series, "p-" + i, 1, START.plusSeconds(10L * i), i))
                .toList());
        HistoryQuery windows = longer(windows(HistoryQuery.only(series), MINUTE), points);
        HistoryQuery results = longer(
                HistoryQuery.results(HistoryQuery.only(series), List.of("latency_ms"), MINUTE, TEN_SECONDS, START),
                points);
        List<HistoryRow> windowsBefore = await(windows, rows -> rows.size() == points);
        List<HistoryRow> resultsBefore = await(results, rows -> rows.size() == points);

        // A group without offsets reads and writes everything again, as after such a death.
        MeterRegistry again = new SimpleMeterRegistry();
        try (InfluxSink second = new InfluxSink(kafka, "after-death", settings, again)) {
            second.start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(written(again, "probe_metrics")).isGreaterThanOrEqualTo(points);
                assertThat(written(again, "api_probe")).isGreaterThanOrEqualTo(points);
            });
        }
        // What comes after it in the store's own order proves that the repetition is in, too.
        SeriesKey last = series("again-last", "r");
        publisher.windows(List.of(Publisher.window(last, MINUTE, START, 0, 1)));
        publisher.results(List.of(Publisher.result(last, "p", 1, START, 1)));
        await(windows(HistoryQuery.only(last), MINUTE), rows -> rows.size() == 1);
        await(
                HistoryQuery.results(HistoryQuery.only(last), List.of("latency_ms"), MINUTE, TEN_SECONDS, START),
                rows -> rows.size() == 1);

        assertThat(history.read(windows)).isEqualTo(windowsBefore);
        assertThat(history.read(results)).isEqualTo(resultsBefore);
    }

    @Test
    void aBadPointIsDeadLetteredAndTheOthersOfItsBatchAreStored() throws Exception {
        SeriesKey series = series("bad", "r");
        Instant tooFar = Instant.parse("+100000-01-01T00:00:00Z");
        List<ProbeMetrics> batch = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            batch.add(Publisher.window(series, MINUTE, i == 37 ? tooFar : START.plusSeconds(10L * i), 0, i));
        }
        publisher.windows(batch);

        List<HistoryRow> rows =
                await(longer(windows(HistoryQuery.only(series), MINUTE), 60), found -> found.size() == 59);
        assertThat(attempts(rows)).doesNotContain(37.0).hasSize(59);
        List<ConsumerRecord<byte[], byte[]>> letters = DeadLetterTopic.of(kafka, series.toString());
        assertThat(letters).hasSize(1);
        assertThat(DeadLetterTopic.header(letters.get(0), "reason")).isEqualTo("refused_by_store");
        assertThat(DeadLetterTopic.header(letters.get(0), "stage")).isEqualTo("stream-aggregator/influxdb");
        assertThat(DeadLetterTopic.header(letters.get(0), "topic")).isEqualTo(Topics.METRICS.name());
        assertThat(DeadLetterTopic.header(letters.get(0), "message")).isNotBlank();
        assertThat(sink.check().ok()).isTrue();
    }

    @Test
    void labelsComeBackAsTheyWereWhateverSignsTheyHave() throws Exception {
        publisher.windows(IntStream.range(0, HOSTILE_LABELS.size())
                .mapToObj(i -> Publisher.window(series("hostile", HOSTILE_LABELS.get(i)), MINUTE, START, 0, i + 1))
                .toList());

        List<HistoryRow> rows =
                await(windows(Map.of("model", "hostile"), MINUTE), found -> found.size() == HOSTILE_LABELS.size());
        assertThat(rows.stream()
                        .sorted(Comparator.comparing(row -> row.values().get("attempts")))
                        .map(row -> row.tags().get("region")))
                .isEqualTo(HOSTILE_LABELS);
        for (int i = 0; i < HOSTILE_LABELS.size(); i++) {
            assertThat(history.read(windows(HistoryQuery.only(series("hostile", HOSTILE_LABELS.get(i))), MINUTE)))
                    .as(HOSTILE_LABELS.get(i))
                    .extracting(row -> row.values().get("attempts"))
                    .containsExactly(i + 1.0);
        }
    }

    @Test
    void aBucketHasItsNewestValue() throws Exception {
        SeriesKey series = series("buckets", "r");
        int points = 60;
        publisher.windows(IntStream.range(0, points)
                .mapToObj(i -> Publisher.window(series, MINUTE, START.plusSeconds(10L * i), 0, i))
                .toList());
        await(longer(windows(HistoryQuery.only(series), MINUTE), points), rows -> rows.size() == points);

        for (Duration every : List.of(MINUTE, Duration.ofSeconds(35), Duration.ofMillis(7001), Duration.ofDays(1))) {
            Instant now = START.plusSeconds(10L * points);
            HistoryQuery query = HistoryQuery.windows(
                    HistoryQuery.only(series), MINUTE, List.of("attempts"), Duration.ofMinutes(10), every, now);
            List<HistoryRow> expected = new ArrayList<>();
            for (Instant at = query.from(); at.isBefore(query.to()); at = at.plus(every)) {
                Instant from = at;
                IntStream.range(0, points)
                        .filter(i -> !START.plusSeconds(10L * i).isBefore(from)
                                && START.plusSeconds(10L * i).isBefore(from.plus(every)))
                        .max()
                        .ifPresent(newest -> expected.add(
                                new HistoryRow(tags(series, "1m"), from, Map.of("attempts", (double) newest))));
            }
            assertThat(history.read(query)).as(every.toString()).isEqualTo(expected);
        }
    }

    @Test
    void twoResultsOfOneMillisecondAreTwoPointsAndOneWrittenTwiceIsOne() throws Exception {
        SeriesKey series = series("raw", "r");
        publisher.results(List.of(
                Publisher.result(series, "one", 1, START, 10.0),
                Publisher.result(series, "two", 1, START, 20.0),
                Publisher.result(series, "one", 1, START, 10.0)));
        HistoryQuery query = HistoryQuery.results(
                HistoryQuery.only(series),
                List.of("latency_ms", "success", "status_code", "attempt"),
                MINUTE,
                Duration.ofMillis(1),
                START);

        // One bucket, for it is one millisecond. A store may show a point before the columns that are new with it.
        Map<String, Double> common = Map.of("success", 1.0, "status_code", 200.0, "attempt", 1.0);
        await(
                query,
                rows -> rows.size() == 1
                        && rows.get(0).values().size() == 4
                        && rows.get(0).values().entrySet().containsAll(common.entrySet()));
        assertThat(pointsOf(series)).isEqualTo(2);
    }

    /** How many raw points the store has of a series. */
    abstract long pointsOf(SeriesKey series) throws Exception;

    private static SeriesKey series(String model, String region) {
        return new SeriesKey("openai", model, "chat/completions", region, "chat", "prod");
    }

    private static Map<String, String> tags(SeriesKey series, String window) {
        Map<String, String> tags = new HashMap<>(HistoryQuery.only(series));
        tags.put("window", window);
        return tags;
    }

    private List<HistoryRow> await(HistoryQuery query, Predicate<List<HistoryRow>> enough) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> history.read(query), enough);
    }

    private static double written(MeterRegistry registry, String measurement) {
        return registry.get("probeline.influxdb.points")
                .tag("measurement", measurement)
                .counter()
                .count();
    }
}
