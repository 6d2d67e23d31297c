package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Observation;
import dev.probeline.aggregator.core.Progress;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Results in, windows out.
 *
 * <pre>
 * probe-results ──▶ 1-results ──▶ 2-slices ──▶ 3-metrics ──▶ probe-metrics
 *                                    │  │
 *                                 (slices)
 *                                       │ where a roll-up needs several tasks
 *                                       └──▶ 4-deltas ──▶ slice-deltas ──▶ 5-roll-ups ──▶ 6-metrics ──▶ probe-metrics
 *                                                                              │
 *                                                                          (roll-ups)
 * </pre>
 *
 * The stores write into their changelogs, once per commit, what changed.
 */
public record AggregatorTopology(
        Grid grid,
        List<RollUp> rollUps,
        int maxSeries,
        Backlog backlog,
        AggregatorMeters meters,
        Deserializer<Observation> results,
        Serializer<ProbeMetrics> metrics)
        implements Supplier<Topology> {
    static final String METRICS = "3-metrics";
    static final String DELTAS = "4-deltas";
    private static final String REPARTITION = "slice-deltas";
    /** Behind the application's id. */
    static final String DELTAS_TOPIC = REPARTITION + "-repartition";

    @Override
    public Topology get() {
        List<RollUp> coarse =
                rollUps.stream().filter(rollUp -> !rollUp.isLocal()).toList();
        Topology topology = coarse.isEmpty() ? ofOneStep() : ofTwoSteps(coarse);
        addSink(topology, METRICS, "2-slices");
        return topology;
    }

    private Topology ofOneStep() {
        Topology topology = new Topology();
        topology.addSource("1-results", new ByteArrayDeserializer(), results, Topics.RESULTS.name());
        topology.addProcessor("2-slices", this::slicing, "1-results");
        topology.addStateStore(new SliceStoreBuilder(SlicingProcessor.STORE), "2-slices");
        return topology;
    }

    /** The same in the DSL, which alone makes topics for repartitioning. */
    private Topology ofTwoSteps(List<RollUp> coarse) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(new SliceStoreBuilder(SlicingProcessor.STORE));
        builder.addStateStore(new SliceStoreBuilder(MergingProcessor.STORE));
        KStream<byte[], Object> slices = builder.stream(
                        Topics.RESULTS.name(),
                        Consumed.with(Serdes.ByteArray(), new ReadOnly<>(results))
                                .withName("1-results"))
                .process(this::slicing, Named.as("2-slices"), SlicingProcessor.STORE);
        slices.mapValues(delta -> (byte[]) delta, Named.as(DELTAS))
                .repartition(Repartitioned.<byte[], byte[]>as(REPARTITION)
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray())
                        .withStreamPartitioner((topic, key, value, partitions) -> addressees(key, partitions)))
                .process(
                        () -> new MergingProcessor(grid, coarse, backlog, meters),
                        Named.as("5-roll-ups"),
                        MergingProcessor.STORE);
        Topology topology = builder.build();
        addSink(topology, "6-metrics", "5-roll-ups");
        return topology;
    }

    private SlicingProcessor slicing() {
        return new SlicingProcessor(grid, rollUps, maxSeries, backlog, meters);
    }

    private void addSink(Topology topology, String name, String parent) {
        topology.addSink(
                name, Topics.METRICS.name(), new ByteArraySerializer(), metrics, AggregatorTopology::partition, parent);
    }

    /** How far a task has come is told to all; whose roll-up a share belongs to is chosen by its key, as by default. */
    static Optional<Set<Integer>> addressees(byte[] key, int partitions) {
        return Progress.isKey(key)
                ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
                : Optional.empty();
    }

    private static Optional<Set<Integer>> partition(String topic, byte[] key, ProbeMetrics value, int partitions) {
        return Optional.of(Set.of(SeriesPartitioner.partition(new String(key, StandardCharsets.UTF_8), partitions)));
    }
}
