package dev.probeline.alerts.topology;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.AvroSerde;
import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.Absence;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.silence.Pulse;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Kafka Streams revives a corrupted task with the processors it had: closed, then initialized again. */
class RevivedTaskTest {
    private static final SeriesKey OTHER =
            new SeriesKey("openai", "gpt-4o", "chat/completions", "us-east", "chat", "main");
    private static final String REVIVE = "revive";
    private static final Duration EXPIRY = Duration.ofHours(24);

    private final OpenAlerts open = new OpenAlerts(new SimpleMeterRegistry());
    private final Rule errorRate = Rules.rule(Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP);

    @Test
    void theRulesAreEvaluatedAsBefore() {
        List<Rule> rules = List.of(errorRate);
        AvroSerde<ProbeMetrics> metrics = new AvroSerde<>(ProbeMetrics.getClassSchema());
        try (TopologyTestDriver driver = driver(
                () -> new RuleProcessor(
                        () -> rules, open, new UnheardRules(new SimpleMeterRegistry()), EXPIRY, event -> event),
                metrics,
                List.of(AlertTopology.STATE))) {
            tell(driver, metrics, Windows.SERIES.toString(), failing(8, START));
            revive(driver, metrics, failing(8, START));
            tell(driver, metrics, Windows.SERIES.toString(), failing(0, START.plusSeconds(10)));
            tell(driver, metrics, Windows.SERIES.toString(), failing(8, START.plusSeconds(20)));

            assertThat(told(driver)).containsExactly("firing", "resolved", "firing");
        }
    }

    @Test
    void silenceIsWatchedAsBefore() {
        List<Rule> rules = List.of(silence());
        Serde<Pulse> pulses = AlertTopology.pulse();
        try (TopologyTestDriver driver = driver(
                () -> new SilenceProcessor(() -> rules, open, EXPIRY, event -> event),
                pulses,
                List.of(AlertTopology.SILENCE, AlertTopology.PULSES))) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            revive(driver, pulses, pulse(Windows.SERIES, START, START));
            for (Instant at = START; at.isBefore(START.plusSeconds(240)); at = at.plusSeconds(10)) {
                tell(driver, pulses, Windows.SERIES.toString(), pulse(Windows.SERIES, at, START));
                tell(driver, pulses, OTHER.toString(), pulse(OTHER, at, at));
                driver.advanceWallClockTime(Duration.ofSeconds(10));
            }

            assertThat(told(driver)).containsExactly("firing");
        }
    }

    /** A record with the key {@code revive} closes the processor and initializes it again. */
    private static final class Mortal<V> implements Processor<String, V, String, AlertEvent> {
        private final Processor<String, V, String, AlertEvent> processor;
        private ProcessorContext<String, AlertEvent> context;

        Mortal(Processor<String, V, String, AlertEvent> processor) {
            this.processor = processor;
        }

        @Override
        public void init(ProcessorContext<String, AlertEvent> context) {
            this.context = context;
            processor.init(context);
        }

        @Override
        public void process(Record<String, V> record) {
            if (record.key().equals(REVIVE)) {
                processor.close();
                processor.init(context);
            } else {
                processor.process(record);
            }
        }

        @Override
        public void close() {
            processor.close();
        }
    }

    private static <V> TopologyTestDriver driver(
            Supplier<Processor<String, V, String, AlertEvent>> processor, Serde<V> values, List<String> stores) {
        Topology topology = new Topology();
        topology.addSource("in", Serdes.String().deserializer(), values.deserializer(), "in");
        topology.addProcessor("mortal", () -> new Mortal<>(processor.get()), "in");
        for (String name : stores) {
            Serde<?> serde = name.equals(AlertTopology.PULSES) ? values : new SeriesStateSerde();
            topology.addStateStore(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde), "mortal");
        }
        topology.addSink(
                "out",
                "out",
                Serdes.String().serializer(),
                new AvroSerde<AlertEvent>(AlertEvent.getClassSchema()).serializer(),
                "mortal");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "revived");
        return new TopologyTestDriver(topology, properties, START);
    }

    private static <V> void tell(TopologyTestDriver driver, Serde<V> values, String key, V value) {
        driver.createInputTopic("in", new StringSerializer(), values.serializer())
                .pipeInput(key, value);
    }

    private static <V> void revive(TopologyTestDriver driver, Serde<V> values, V any) {
        tell(driver, values, REVIVE, any);
    }

    private static Pulse pulse(SeriesKey series, Instant heard, Instant attempt) {
        return new Pulse(series, Duration.ofMinutes(1), heard, attempt, true, Duration.ZERO);
    }

    private static List<String> told(TopologyTestDriver driver) {
        return driver
                .createOutputTopic(
                        "out",
                        new StringDeserializer(),
                        new AvroSerde<AlertEvent>(AlertEvent.getClassSchema()).deserializer())
                .readValuesToList()
                .stream()
                .map(event -> event.getState().toString())
                .toList();
    }

    private static Rule silence() {
        Rule any = Rules.named("RegionSilent", Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP);
        return new Rule(
                any.name(),
                any.match(),
                Duration.ofMinutes(1),
                new Absence(Absence.Of.REGION, Duration.ofMinutes(1)),
                any.pendingFor(),
                any.keepFiringFor(),
                0,
                any.severity(),
                any.noData(),
                Map.of(),
                Map.of());
    }
}
