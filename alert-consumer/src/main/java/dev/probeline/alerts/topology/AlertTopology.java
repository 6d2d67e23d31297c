package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.silence.Pulse;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The wiring from metrics to alert events.
 *
 * <pre>
 *   1. probe-metrics ──▶ 2. evaluate-rules ────────────────────────────────▶ 3. alert-events
 *            │                  │
 *            │              alert-state (changelog)
 *            ▼
 *      4. take-pulses ──▶ pulses (one partition) ──▶ 5. watch-silence ──▶ 6. silence-events
 *                                                        │
 *                                                    silence-state, silence-pulses (changelogs)
 * </pre>
 *
 * The state is kept in memory and in its changelogs: after a crash an exactly-once store on disk would be thrown away
 * and read from there all the same.
 */
public final class AlertTopology implements Supplier<Topology> {
    static final String METRICS = "probe-metrics-source";
    static final String EVALUATE = "evaluate-rules";
    static final String EVENTS = "alert-events-sink";
    static final String STATE = "alert-state";
    static final String TAKE_PULSES = "take-pulses";
    static final String WATCH = "watch-silence";
    static final String SILENCE_EVENTS = "silence-events-sink";
    static final String SILENCE = "silence-state";
    static final String PULSES = "silence-pulses";

    private final Supplier<List<Rule>> rules;
    private final Serde<ProbeMetrics> metrics;
    private final Serde<AlertEvent> events;
    private final Duration seriesExpiry;
    private final OpenAlerts open;
    private final UnheardRules unheard;
    private final UnaryOperator<AlertEvent> crossCheck;

    /**
     * @param rules those in force now; another list is another edition
     * @param seriesExpiry of the aggregator: after how much silence it forgets a series
     * @param crossCheck adds to an event what others say, at once
     */
    public AlertTopology(
            Supplier<List<Rule>> rules,
            Serde<ProbeMetrics> metrics,
            Serde<AlertEvent> events,
            Duration seriesExpiry,
            OpenAlerts open,
            UnheardRules unheard,
            UnaryOperator<AlertEvent> crossCheck) {
        this.rules = rules;
        this.metrics = metrics;
        this.events = events;
        this.seriesExpiry = seriesExpiry;
        this.open = open;
        this.unheard = unheard;
        this.crossCheck = crossCheck;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(store(STATE, new SeriesStateSerde()));
        builder.addStateStore(store(SILENCE, new SeriesStateSerde()));
        builder.addStateStore(store(PULSES, pulse()));
        Serde<String> seriesKey = Serdes.serdeFrom(Serdes.String().serializer(), new SeriesKeyDeserializer());
        KStream<String, ProbeMetrics> all = builder.stream(
                Topics.METRICS.name(), Consumed.with(seriesKey, metrics).withName(METRICS));
        all.process(() -> new RuleProcessor(rules, open, unheard, seriesExpiry, crossCheck), Named.as(EVALUATE), STATE)
                .to(Topics.ALERTS.name(), alerts(EVENTS));
        all.process(PulseProcessor::new, Named.as(TAKE_PULSES))
                .repartition(Repartitioned.<String, Pulse>as("pulses")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(pulse())
                        .withNumberOfPartitions(1))
                .process(
                        () -> new SilenceProcessor(rules, open, seriesExpiry, crossCheck),
                        Named.as(WATCH),
                        SILENCE,
                        PULSES)
                .to(Topics.ALERTS.name(), alerts(SILENCE_EVENTS));
        return builder.build();
    }

    private Produced<String, AlertEvent> alerts(String name) {
        return Produced.with(Serdes.String(), events).withName(name).withStreamPartitioner(AlertTopology::partitions);
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingEnabled(Map.of());
    }

    static Serde<Pulse> pulse() {
        return Serdes.serdeFrom(
                (topic, pulse) -> pulse == null ? null : pulse.encode(),
                (topic, bytes) -> bytes == null ? null : Pulse.decode(bytes));
    }

    private static Optional<Set<Integer>> partitions(String topic, String key, AlertEvent event, int partitions) {
        return Optional.of(Set.of(SeriesPartitioner.partition(key, partitions)));
    }
}
