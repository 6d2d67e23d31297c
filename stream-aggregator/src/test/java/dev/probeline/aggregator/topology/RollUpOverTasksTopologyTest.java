package dev.probeline.aggregator.topology;

import static dev.probeline.aggregator.core.Results.SERIES;
import static dev.probeline.aggregator.core.Results.failure;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Label;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.aggregator.core.WindowSpec;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roll-up whose members are in several partitions. */
class RollUpOverTasksTopologyTest {
    private static final Instant T0 = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final Grid GRID = new Grid(10_000, 2_000, 30, 60, List.of(new WindowSpec(1, 1)));
    private static final Map<String, Object> REGISTRY = Map.of("schema.registry.url", "mock://two-steps");
    private static final RollUp OVER_MODELS = new RollUp(Set.of(Label.MODEL, Label.REGION, Label.TARGET));
    private static final String ROLL_UP = "openai|*|chat/completions|*|*|default";

    private final Serde<ProbeResult> results = ValueSerde.of(REGISTRY, ProbeResult.class);
    private final Serde<ProbeMetrics> metrics = ValueSerde.of(REGISTRY, ProbeMetrics.class);
    private TopologyTestDriver driver;
    private TestInputTopic<String, ProbeResult> in;
    private TestOutputTopic<String, ProbeMetrics> out;

    @BeforeEach
    void open(@TempDir Path stateDir) {
        AggregatorMeters own = new AggregatorMeters(new SimpleMeterRegistry());
        AggregatorTopology topology = new AggregatorTopology(
                GRID,
                List.of(OVER_MODELS),
                1000,
                (topic, partition) -> true,
                own,
                ObservationDeserializer.of(REGISTRY),
                metrics.serializer());
        Properties properties = StreamsProperties.of(
                KafkaSettings.of("unused:1", "").streams("two-steps-test"),
                stateDir,
                1,
                Duration.ofMillis(100),
                new Membership("roll-up-test", Optional.empty(), 0),
                own);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology.get(), properties, T0);
        in = driver.createInputTopic(Topics.RESULTS.name(), Serdes.String().serializer(), results.serializer());
        out = driver.createOutputTopic(Topics.METRICS.name(), Serdes.String().deserializer(), metrics.deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void itIsPublishedSoonAfterItsMembersAndCorrectedAsTheyAre() {
        pipe(success(series("gpt-4o", "eu"), at(500), 100).setIntervalMs(5_000L));
        pipe(success(series("gpt-5", "us"), at(600), 300).setIntervalMs(10_000L));
        letPass(Duration.ofMillis(11_900));
        assertThat(rollUps()).as("its members have not closed").isEmpty();

        letPass(Duration.ofSeconds(1));
        assertThat(rollUps()).singleElement().satisfies(m -> {
            assertThat(m.getModel()).isEqualTo("*");
            assertThat(m.getAttempts()).isEqualTo(2);
            assertThat(m.getFinal$()).isTrue();
            assertThat(m.getRevision()).isZero();
            assertThat(m.getLatencyMs().getMin()).isEqualTo(100);
            assertThat(m.getLatencyMs().getMax()).isEqualTo(300);
            assertThat(m.getExpectedProbes()).isEqualTo(3);
            assertThat(m.getRegions()).containsOnlyKeys("eu", "us");
        });

        pipe(failure(series("gpt-5", "us"), at(700), "server_error", FaultDomain.provider));
        letPass(Duration.ofMillis(1_100));
        assertThat(rollUps()).singleElement().satisfies(m -> {
            assertThat(m.getAttempts()).isEqualTo(3);
            assertThat(m.getRevision()).isEqualTo(1);
            assertThat(m.getErrorsByType()).isEqualTo(Map.of("server_error", 1L));
            assertThat(m.getRegions().get("us").getFailures()).isEqualTo(1);
        });
    }

    @Test
    void itsSilenceIsARecordToo() {
        pipe(success(series("gpt-4o", "eu"), at(500), 100).setIntervalMs(5_000L));
        letPass(Duration.ofSeconds(24));

        assertThat(rollUps()).extracting(ProbeMetrics::getAttempts).containsExactly(1L, 0L);
    }

    private static long at(long ms) {
        return T0.toEpochMilli() + ms;
    }

    private static SeriesKey series(String model, String region) {
        return new SeriesKey(SERIES.provider(), model, SERIES.endpoint(), region, model, SERIES.apiKeyAlias());
    }

    private void pipe(ProbeResult.Builder builder) {
        ProbeResult result = builder.build();
        in.pipeInput(
                series(result.getModel(), result.getRegion()).toString(),
                result,
                result.getCompletedAt().isBefore(T0) ? T0 : result.getCompletedAt());
    }

    private void letPass(Duration time) {
        for (long ms = 0; ms < time.toMillis(); ms += 100) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    private List<ProbeMetrics> rollUps() {
        return out.readKeyValuesToList().stream()
                .filter(record -> record.key.equals(ROLL_UP))
                .map(record -> record.value)
                .toList();
    }
}
