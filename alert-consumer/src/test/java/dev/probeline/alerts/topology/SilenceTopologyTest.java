package dev.probeline.alerts.topology;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.AvroSerde;
import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.Absence;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From metrics through the one partition of pulses to the alert about what does not come. */
class SilenceTopologyTest {
    private static final SeriesKey OTHER =
            new SeriesKey("openai", "gpt-4o", "chat/completions", "us-east", "chat", "main");
    private static final AvroSerde<ProbeMetrics> METRICS = new AvroSerde<>(ProbeMetrics.getClassSchema());
    private static final AvroSerde<AlertEvent> EVENTS = new AvroSerde<>(AlertEvent.getClassSchema());

    private Instant clock = START;
    private TopologyTestDriver driver = driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aSeriesThatFallsSilentBesideOthersIsToldByTheClockAndKeptOverARestart() {
        live(30, 10);
        live(40, 0);
        List<String> before = told();
        restart();
        live(30, 0);
        List<String> after = told();
        live(30, 10);

        assertThat(before)
                .containsExactly(
                        "pending openai|gpt-4o|chat/completions|eu-west|*|*",
                        "firing openai|gpt-4o|chat/completions|eu-west|*|*");
        assertThat(after).isEmpty();
        assertThat(told()).containsExactly("resolved openai|gpt-4o|chat/completions|eu-west|*|*");
    }

    private void restart() {
        Map<String, Object> states = stored(AlertTopology.SILENCE);
        Map<String, Object> pulses = stored(AlertTopology.PULSES);
        driver.close();
        driver = driver();
        states.forEach(store(AlertTopology.SILENCE)::put);
        pulses.forEach(store(AlertTopology.PULSES)::put);
    }

    /** Ten seconds a step: a window of each region, of which one has as many attempts as said; the clock ticks on. */
    private void live(int steps, int attempts) {
        for (int step = 0; step < steps; step++) {
            driver.advanceWallClockTime(Duration.ofSeconds(9));
            clock = clock.plusSeconds(10);
            tell(Windows.SERIES, Windows.of(attempts, 0, clock, 0).build());
            tell(OTHER, Windows.of(10, 0, clock, 0).setRegion("us-east").build());
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    private void tell(SeriesKey series, ProbeMetrics record) {
        driver.createInputTopic(Topics.METRICS.name(), new StringSerializer(), METRICS.serializer())
                .pipeInput(series.toString(), record);
    }

    private List<String> told() {
        return driver
                .createOutputTopic(Topics.ALERTS.name(), new StringDeserializer(), EVENTS.deserializer())
                .readKeyValuesToList()
                .stream()
                .map(event -> event.value.getState() + " " + event.key)
                .toList();
    }

    private KeyValueStore<String, Object> store(String name) {
        return driver.getKeyValueStore(name);
    }

    private Map<String, Object> stored(String name) {
        Map<String, Object> all = new HashMap<>();
        try (KeyValueIterator<String, Object> entries = store(name).all()) {
            entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
        }
        return all;
    }

    private TopologyTestDriver driver() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "silence");
        OpenAlerts open = new OpenAlerts(new SimpleMeterRegistry());
        List<Rule> rules = List.of(regionSilent());
        return new TopologyTestDriver(
                new AlertTopology(
                                () -> rules,
                                METRICS,
                                EVENTS,
                                Duration.ofHours(24),
                                open,
                                new UnheardRules(new SimpleMeterRegistry()),
                                event -> event)
                        .get(),
                properties,
                clock);
    }

    private static Rule regionSilent() {
        Rule any = Rules.named("RegionSilent", Duration.ofMinutes(1), Duration.ZERO, NoDataPolicy.KEEP);
        return new Rule(
                any.name(),
                any.match(),
                Duration.ofMinutes(1),
                new Absence(Absence.Of.REGION, Duration.ofMinutes(3)),
                any.pendingFor(),
                any.keepFiringFor(),
                0,
                any.severity(),
                any.noData(),
                Map.of(),
                Map.of());
    }
}
