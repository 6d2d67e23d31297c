package dev.probeline.aggregator.topology;

import static dev.probeline.aggregator.core.Results.SERIES;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.WindowSpec;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AggregatorTopologyTest {
    private static final Instant T0 = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final Grid GRID = new Grid(10_000, 2_000, 30, 60, List.of(new WindowSpec(1, 1)));
    private static final Map<String, Object> REGISTRY = Map.of("schema.registry.url", "mock://topology");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Serde<ProbeResult> results = ValueSerde.of(REGISTRY, ProbeResult.class);
    private final Serde<ProbeMetrics> metrics = ValueSerde.of(REGISTRY, ProbeMetrics.class);
    private boolean caughtUp = true;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> in;
    private TestOutputTopic<String, ProbeMetrics> out;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void open(@TempDir Path stateDir) {
        AggregatorMeters own = new AggregatorMeters(meters);
        AggregatorTopology topology = new AggregatorTopology(
                GRID,
                List.of(),
                1000,
                (topic, partition) -> caughtUp,
                own,
                ObservationDeserializer.of(REGISTRY),
                metrics.serializer());
        Properties properties = StreamsProperties.of(
                KafkaSettings.of("unused:1", "").streams("topology-test"),
                stateDir,
                1,
                Duration.ofMillis(100),
                new Membership("topology-test", Optional.empty(), 0),
                own);
        // The driver does not show dead letters of a transaction; a real broker in AggregatorKillIT does.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology.get(), properties, T0);
        in = driver.createInputTopic(
                Topics.RESULTS.name(),
                Serdes.String().serializer(),
                Serdes.ByteArray().serializer());
        out = driver.createOutputTopic(Topics.METRICS.name(), Serdes.String().deserializer(), metrics.deserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(),
                Serdes.String().deserializer(),
                Serdes.ByteArray().deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void silenceIsPublishedByTheWallClockOnceCaughtUp() {
        pipe(T0.plusMillis(500));
        letPass(Duration.ofMillis(100));

        caughtUp = false;
        letPass(Duration.ofSeconds(12));
        assertThat(out.isEmpty()).as("not while a backlog waits").isTrue();
        caughtUp = true;
        letPass(Duration.ofMillis(100));

        TestRecord<String, ProbeMetrics> record = out.readRecord();
        assertThat(record.key()).isEqualTo(SERIES.toString());
        assertThat(record.value().getAttempts()).isEqualTo(1);
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void undecodableBytesGoToTheDeadLettersAndTheStreamGoesOn() {
        in.pipeInput(SERIES.toString(), "not avro".getBytes(StandardCharsets.UTF_8), T0);
        pipe(T0.plusMillis(500));
        letPass(Duration.ofSeconds(13));

        TestRecord<String, byte[]> letter = deadLetters.readRecord();
        assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("not avro");
        assertThat(header(letter, "reason")).isEqualTo("undecodable");
        assertThat(header(letter, "offset")).isEqualTo("0");
        assertThat(out.readValue().getAttempts()).isEqualTo(1);
        assertThat(meters.counter("dead.letters", "stage", RejectionHandler.STAGE, "reason", "undecodable")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void impossibleValuesGoToTheDeadLettersAsTheyCame() {
        byte[] bytes = results.serializer()
                .serialize(
                        Topics.RESULTS.name(),
                        success(SERIES, T0.toEpochMilli(), 1)
                                .setLatencyMs(Double.NaN)
                                .build());

        in.pipeInput(SERIES.toString(), bytes, T0);

        TestRecord<String, byte[]> letter = deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(bytes);
        assertThat(header(letter, "reason")).isEqualTo("impossible_value");
        assertThat(header(letter, "message")).contains("latency_ms: NaN");
    }

    @Test
    void afterAPauseTheLagFromBeforeItIsNotTrusted() {
        pipe(T0.plusMillis(500));
        letPass(Duration.ofMillis(300));

        driver.advanceWallClockTime(Duration.ofSeconds(20));
        assertThat(out.isEmpty()).as("the first tick after the pause").isTrue();
        letPass(Duration.ofMillis(200));

        assertThat(out.readValue().getAttempts()).isEqualTo(1);
    }

    @Test
    void aWallClockThatLeapsClosesNothing() {
        pipe(T0.plusMillis(500));
        letPass(Duration.ofMillis(300));

        driver.advanceWallClockTime(Duration.ofHours(3));
        letPass(Duration.ofSeconds(5));

        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void aRecordWithoutAValueGoesToTheDeadLetters() {
        in.pipeInput(SERIES.toString(), null, T0);

        assertThat(header(deadLetters.readRecord(), "reason")).isEqualTo("no_value");
    }

    @Test
    void eachReasonToRefuseAResultIsToldOnce() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(RejectionHandler.class);
        logger.addAppender(log);
        byte[] impossible = results.serializer()
                .serialize(
                        Topics.RESULTS.name(),
                        success(SERIES, T0.toEpochMilli(), 1)
                                .setLatencyMs(Double.NaN)
                                .build());
        for (int time = 0; time < 3; time++) {
            in.pipeInput(SERIES.toString(), null, T0);
            in.pipeInput(SERIES.toString(), impossible, T0);
        }
        logger.detachAppender(log);

        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(event -> event.getKeyValuePairs().get(0).value)
                .containsExactly("no_value", "impossible_value");
    }

    @Test
    void aTimeStampAheadOfOurOwnClockClosesNothing() {
        pipe(T0.plusMillis(500));

        pipe(T0.plusSeconds(3600));

        assertThat(out.isEmpty()).isTrue();
    }

    private void letPass(Duration time) {
        for (long ms = 0; ms < time.toMillis(); ms += 100) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    private void pipe(Instant completedAt) {
        ProbeResult result = success(SERIES, completedAt.toEpochMilli(), 100).build();
        in.pipeInput(SERIES.toString(), results.serializer().serialize(Topics.RESULTS.name(), result), completedAt);
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader("dead_letter." + name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
