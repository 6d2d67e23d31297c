package dev.probeline.alerts.topology;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.AvroSerde;
import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.state.SeriesState;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertTopologyTest {
    private static final String KEY = Windows.SERIES.toString();
    private static final AvroSerde<ProbeMetrics> METRICS = new AvroSerde<>(ProbeMetrics.getClassSchema());
    private static final AvroSerde<AlertEvent> EVENTS = new AvroSerde<>(AlertEvent.getClassSchema());

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private TopologyTestDriver driver;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void publishesTransitionsUnderTheSeriesKeyAtTheirEventTime() {
        start(rule("A"));

        tell(failing(8, START));
        tell(failing(8, START.plusSeconds(20)));

        List<TestRecord<String, AlertEvent>> events = events();
        assertThat(events)
                .extracting(event -> event.value().getState().toString())
                .containsExactly("pending", "firing");
        assertThat(events).extracting(TestRecord::key).containsOnly(KEY);
        assertThat(events.get(1).getRecordTime()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void countsOpenAlertsAsPrometheusDoes() {
        start(rule("A"), rule("B"));

        tell(failing(8, START));
        assertThat(registry.scrape())
                .contains("ALERTS{alertname=\"A\",alertstate=\"pending\",severity=\"critical\"} 1.0")
                .contains("ALERTS{alertname=\"B\",alertstate=\"pending\",severity=\"critical\"} 1.0");

        tell(failing(8, START.plusSeconds(20)));
        tell(failing(0, START.plusSeconds(30)));
        assertThat(registry.scrape())
                .contains("ALERTS{alertname=\"A\",alertstate=\"pending\",severity=\"critical\"} 0.0")
                .contains("ALERTS{alertname=\"A\",alertstate=\"firing\",severity=\"critical\"} 0.0");
    }

    @Test
    void afterARestartAnUnchangedRuleGoesOnAndARemovedOneResolves() {
        start(rule("Stays"), rule("Goes"));
        tell(failing(8, START));
        tell(failing(8, START.plusSeconds(20)));
        Map<String, SeriesState> kept = stored();
        driver.close();

        start(kept, rule("Stays"));
        List<TestRecord<String, AlertEvent>> atStart = events();
        tell(failing(8, START.plusSeconds(30)));
        List<TestRecord<String, AlertEvent>> afterMore = events();
        tell(failing(0, START.plusSeconds(40)));

        assertThat(atStart)
                .extracting(
                        event -> event.value().getRule() + " " + event.value().getReason())
                .containsExactly("Goes rule_removed");
        assertThat(afterMore).as("no second firing").isEmpty();
        assertThat(events())
                .extracting(
                        event -> event.value().getRule() + " " + event.value().getState())
                .containsExactly("Stays resolved");
    }

    @Test
    void aRuleThatIsNarrowedResolvesWhereItNoLongerLooks() {
        start(rule("A"));
        tell(failing(8, START));
        Map<String, SeriesState> kept = stored();
        driver.close();

        Rule a = rule("A");
        start(
                kept,
                new Rule(
                        a.name(),
                        a.match(),
                        Duration.ofMinutes(5),
                        a.when(),
                        a.pendingFor(),
                        a.keepFiringFor(),
                        a.minSamples(),
                        a.severity(),
                        a.noData(),
                        a.labels(),
                        a.annotations()));

        assertThat(events()).extracting(event -> event.value().getReason()).containsExactly("rule_removed");
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheStreamGoesOn() {
        start(rule("A"));
        TestInputTopic<String, byte[]> raw =
                driver.createInputTopic(Topics.METRICS.name(), new StringSerializer(), new ByteArraySerializer());

        raw.pipeInput(KEY, new byte[] {1, 2, 3});
        raw.pipeInput("not a series", METRICS.serializer().serialize("", failing(8, START)));
        tell(failing(8, START));

        List<TestRecord<byte[], byte[]>> letters = driver.createOutputTopic(
                        Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(letters)
                .extracting(letter -> new String(
                        letter.headers().lastHeader("dead_letter.reason").value(), StandardCharsets.UTF_8))
                .containsExactly("undecodable", "malformed_key");
        assertThat(letters.get(0).value()).containsExactly(1, 2, 3);
        assertThat(events()).hasSize(1);
        assertThat(registry.scrape()).contains("dead_letters_total{reason=\"undecodable\",stage=\"evaluate\"} 1.0");
    }

    private static Rule rule(String name) {
        return Rules.named(name, Duration.ofSeconds(20), Duration.ZERO, NoDataPolicy.KEEP);
    }

    private void start(Rule... rules) {
        start(Map.of(), rules);
    }

    private void start(Map<String, SeriesState> kept, Rule... rules) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "alerts");
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
        properties.put(UnreadableRecordHandler.COUNT, new DeadLetterCount(registry));
        driver = new TopologyTestDriver(
                new AlertTopology(List.of(rules), METRICS, EVENTS, new OpenAlerts(registry)).get(), properties, START);
        kept.forEach((place, state) -> driver.<String, SeriesState>getKeyValueStore(AlertTopology.STATE)
                .put(place, state));
        driver.advanceWallClockTime(Duration.ofMillis(5));
    }

    private void tell(ProbeMetrics record) {
        driver.createInputTopic(Topics.METRICS.name(), new StringSerializer(), METRICS.serializer())
                .pipeInput(KEY, record);
    }

    private List<TestRecord<String, AlertEvent>> events() {
        return driver.createOutputTopic(Topics.ALERTS.name(), new StringDeserializer(), EVENTS.deserializer())
                .readRecordsToList();
    }

    private Map<String, SeriesState> stored() {
        Map<String, SeriesState> all = new HashMap<>();
        try (KeyValueIterator<String, SeriesState> entries = driver.<String, SeriesState>getKeyValueStore(
                        AlertTopology.STATE)
                .all()) {
            for (KeyValue<String, SeriesState> entry; entries.hasNext(); ) {
                entry = entries.next();
                all.put(entry.key, entry.value);
            }
        }
        return all;
    }
}
