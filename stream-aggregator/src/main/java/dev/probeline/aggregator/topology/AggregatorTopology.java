package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Observation;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;

/**
 * Results in, windows out.
 *
 * <pre>
 * probe-results ──▶ 1-results ──▶ 2-slices ──▶ 3-metrics ──▶ probe-metrics
 *                                    │
 *                                 (slices)
 * </pre>
 *
 * The store writes into its changelog, once per commit, what changed.
 */
public record AggregatorTopology(
        Grid grid,
        List<RollUp> rollUps,
        Backlog backlog,
        AggregatorMeters meters,
        Deserializer<Observation> results,
        Serializer<ProbeMetrics> metrics)
        implements Supplier<Topology> {

    @Override
    public Topology get() {
        Topology topology = new Topology();
        topology.addSource("1-results", new ByteArrayDeserializer(), results, Topics.RESULTS.name());
        topology.addProcessor("2-slices", () -> new SlicingProcessor(grid, rollUps, backlog, meters), "1-results");
        topology.addStateStore(new SliceStoreBuilder(SlicingProcessor.STORE), "2-slices");
        topology.addSink(
                "3-metrics",
                Topics.METRICS.name(),
                new ByteArraySerializer(),
                metrics,
                AggregatorTopology::partition,
                "2-slices");
        return topology;
    }

    private static Optional<Set<Integer>> partition(String topic, byte[] key, ProbeMetrics value, int partitions) {
        return Optional.of(Set.of(SeriesPartitioner.partition(new String(key, StandardCharsets.UTF_8), partitions)));
    }
}
