package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Grid;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Results in, windows out.
 *
 * <pre>
 * probe-results ──▶ 1-results ──▶ 2-slices ──▶ 3-metrics ──▶ probe-metrics
 *                                    │
 *                                 (slices)
 * </pre>
 *
 * The store keeps bytes in memory and in its changelog; its cache writes what changed once per commit.
 */
public record AggregatorTopology(
        Grid grid, Backlog backlog, AggregatorMeters meters, Serde<ProbeResult> results, Serde<ProbeMetrics> metrics)
        implements Supplier<Topology> {

    @Override
    public Topology get() {
        Topology topology = new Topology();
        topology.addSource("1-results", Serdes.String().deserializer(), results.deserializer(), Topics.RESULTS.name());
        topology.addProcessor("2-slices", () -> new SlicingProcessor(grid, backlog, meters), "1-results");
        topology.addStateStore(slices(), "2-slices");
        topology.addSink(
                "3-metrics",
                Topics.METRICS.name(),
                Serdes.String().serializer(),
                metrics.serializer(),
                AggregatorTopology::partition,
                "2-slices");
        return topology;
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> slices() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(SlicingProcessor.STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    private static Optional<Set<Integer>> partition(String topic, String key, ProbeMetrics value, int partitions) {
        return Optional.of(Set.of(SeriesPartitioner.partition(key, partitions)));
    }
}
