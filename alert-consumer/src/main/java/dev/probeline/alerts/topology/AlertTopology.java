package dev.probeline.alerts.topology;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.state.SeriesState;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The wiring from metrics to alert events.
 *
 * <pre>
 *   1. probe-metrics ──▶ 2. evaluate-rules ──▶ 3. alert-events
 *                              │
 *                          alert-state (changelog)
 * </pre>
 *
 * The state is kept in memory and in its changelog: after a crash an exactly-once store on disk would be thrown away
 * and read from there all the same.
 */
public final class AlertTopology implements Supplier<Topology> {
    static final String METRICS = "probe-metrics-source";
    static final String EVALUATE = "evaluate-rules";
    static final String EVENTS = "alert-events-sink";
    static final String STATE = "alert-state";

    private final Supplier<List<Rule>> rules;
    private final Serde<ProbeMetrics> metrics;
    private final Serde<AlertEvent> events;
    private final OpenAlerts open;

    /** @param rules those in force now; another list is another edition */
    public AlertTopology(
            Supplier<List<Rule>> rules, Serde<ProbeMetrics> metrics, Serde<AlertEvent> events, OpenAlerts open) {
        this.rules = rules;
        this.metrics = metrics;
        this.events = events;
        this.open = open;
    }

    @Override
    public Topology get() {
        return new Topology()
                .addSource(METRICS, new SeriesKeyDeserializer(), metrics.deserializer(), Topics.METRICS.name())
                .addProcessor(EVALUATE, () -> new RuleProcessor(rules, open, AlertConfig.SERIES_EXPIRY), METRICS)
                .addStateStore(state(), EVALUATE)
                .addSink(
                        EVENTS,
                        Topics.ALERTS.name(),
                        Serdes.String().serializer(),
                        events.serializer(),
                        AlertTopology::partitions,
                        EVALUATE);
    }

    private static StoreBuilder<KeyValueStore<String, SeriesState>> state() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STATE), Serdes.String(), new SeriesStateSerde())
                .withLoggingEnabled(Map.of());
    }

    private static Optional<Set<Integer>> partitions(String topic, String key, AlertEvent event, int partitions) {
        return Optional.of(Set.of(SeriesPartitioner.partition(key, partitions)));
    }
}
