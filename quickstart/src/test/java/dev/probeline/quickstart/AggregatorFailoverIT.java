package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the aggregator, one of which goes: for good, or to come back. */
class AggregatorFailoverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SESSION = Duration.ofSeconds(6);
    /** The last slice and its grace, the group's agreement and a slow machine. */
    private static final Duration SOME_MORE = Duration.ofSeconds(12);

    private static final int CHANGES = 2_000;
    private static final String CHANGELOG = "probeline-aggregator-slices-changelog";
    private static final String RESTORED = "probeline_streams_restored_records_total";
    private static final String REBALANCES = "kafka_consumer_coordinator_rebalance_total";
    private static final String SETTINGS = """
            slice: 1s
            grace: 500ms
            retention: 5m
            windows: [{size: 1s, advance: 1s}, {size: 5s, advance: 1s}]
            """;

    private EmbeddedKafka kafka;
    private RegistryServer registry;
    private KafkaSettings settings;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        registry = new RegistryServer(0);
        settings = KafkaSettings.of(kafka.bootstrapServers(), registry.url());
        new Publisher(settings).createTopics();
    }

    @AfterEach
    void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void aStandbyGoesOnAtOnceAndReadsOnlyWhatItHasNotYetSeen(@TempDir Path directory) throws Exception {
        String standby = SETTINGS + "standby_replicas: 1\n";
        try (MetricsReader metrics = new MetricsReader(settings);
                ServiceProcess first = AggregatorProcess.of("first", directory, settings, SESSION, standby);
                ServiceProcess second = AggregatorProcess.of("second", directory, settings, SESSION, standby);
                ResultTraffic traffic = ResultTraffic.start(settings, 1_000, 0)) {
            first.start();
            second.start();
            first.awaitReady();
            second.awaitReady();
            await("state to speak of").atMost(PATIENCE).until(() -> changes() > CHANGES);
            double before = second.metric(RESTORED);

            first.kill();
            SentResults sent = traffic.stop();
            await("all in their windows, see " + second)
                    .atMost(SESSION.plus(SOME_MORE))
                    .until(() -> metrics.poll().attempts(1_000).equals(sent.counts()));
            assertThat(second.metric(RESTORED) - before).isLessThan(CHANGES / 4.0);
            assertThat(metrics.faults()).isEmpty();
        }
    }

    @Test
    void instancesWithNamesRestartOneByOneWithoutARebalance(@TempDir Path directory) throws Exception {
        Duration longEnough = Duration.ofMinutes(1);
        try (ServiceProcess first =
                        AggregatorProcess.of("first", directory, settings, longEnough, SETTINGS + "instance_id: a\n");
                ServiceProcess second = AggregatorProcess.of(
                        "second", directory, settings, longEnough, SETTINGS + "instance_id: b\n")) {
            first.start().awaitReady();
            second.start().awaitReady();
            double before = settled(first);

            second.leave();
            second.start().awaitReady();

            assertThat(settled(first)).isEqualTo(before);
            assertThat(second.metric(REBALANCES)).as("its own way in").isLessThanOrEqualTo(1);
        }
    }

    private double settled(ServiceProcess aggregator) throws Exception {
        aggregator.awaitReady();
        return aggregator.metric(REBALANCES);
    }

    /** Records in the changelog. */
    private long changes() throws Exception {
        try (Admin admin = Admin.create(settings.admin())) {
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, 6)
                    .mapToObj(partition -> new TopicPartition(CHANGELOG, partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }
}
