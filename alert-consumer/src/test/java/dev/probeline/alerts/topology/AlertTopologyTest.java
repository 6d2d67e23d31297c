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
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertTopologyTest {
    private static final String KEY = Windows.SERIES.toString();
    private static final String OTHER =
            new SeriesKey("openai", "gpt-4o", "chat/completions", "us-east", "chat", "main").toString();
    private static final Duration EXPIRY = Duration.ofHours(25);
    /** What the wall clock has moved when a test begins. */
    private static final Duration STARTED = Duration.ofMillis(150);

    private static final AvroSerde<ProbeMetrics> METRICS = new AvroSerde<>(ProbeMetrics.getClassSchema());
    private static final AvroSerde<AlertEvent> EVENTS = new AvroSerde<>(AlertEvent.getClassSchema());

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private TopologyTestDriver driver;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void publishesTransitionsUnderTheSeriesKeyAtTheTimeTheyAreDecided() {
        start(rule("A"));
        driver.advanceWallClockTime(Duration.ofHours(3));
        Instant decided = START.plus(Duration.ofHours(3)).plus(STARTED);

        tell(failing(8, START));
        tell(failing(8, START.plusSeconds(20)));

        List<TestRecord<String, AlertEvent>> events = events();
        assertThat(events)
                .extracting(event -> event.value().getState().toString())
                .containsExactly("pending", "firing");
        assertThat(events).extracting(TestRecord::key).containsOnly(KEY);
        assertThat(events).extracting(TestRecord::getRecordTime).containsOnly(decided);
        assertThat(events.get(1).value().getAt()).isEqualTo(START.plusSeconds(20));
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
    void aSeriesUnseenForLongerThanTheExpiryResolvesAndIsForgotten() {
        start(rule("A"));
        tell(failing(8, START));
        tell(failing(8, START.plusSeconds(20)));
        tell(OTHER, failing(0, START.plusSeconds(20).plus(EXPIRY)));
        events();

        driver.advanceWallClockTime(Duration.ofHours(1));
        List<TestRecord<String, AlertEvent>> atTheExpiry = events();
        tell(OTHER, failing(0, START.plusSeconds(30).plus(EXPIRY)));
        driver.advanceWallClockTime(Duration.ofHours(1));
        List<TestRecord<String, AlertEvent>> beyondIt = events();
        driver.advanceWallClockTime(Duration.ofHours(1));

        assertThat(atTheExpiry).as("unseen for just as long").isEmpty();
        assertThat(beyondIt).extracting(TestRecord::key).containsExactly(KEY);
        assertThat(beyondIt.get(0).value().getState()).isEqualTo(AlertState.resolved);
        assertThat(beyondIt.get(0).value().getReason()).isEqualTo("series_gone");
        assertThat(beyondIt.get(0).value().getAt())
                .isEqualTo(START.plusSeconds(30).plus(EXPIRY));
        assertThat(events()).as("told once").isEmpty();
        assertThat(stored().keySet()).containsExactly(OTHER + "\n60000");
        assertThat(registry.scrape())
                .contains("ALERTS{alertname=\"A\",alertstate=\"firing\",severity=\"critical\"} 0.0");
    }

    @Test
    void aSeriesThatIsGoneIsForgottenAlsoWhereNothingWasOpen() {
        start(rule("A"));
        tell(failing(0, START));
        tell(OTHER, failing(0, START.plusSeconds(10).plus(EXPIRY)));

        driver.advanceWallClockTime(Duration.ofHours(1));

        assertThat(events()).isEmpty();
        assertThat(stored().keySet()).containsExactly(OTHER + "\n60000");
    }

    @Test
    void theWallClockAloneForgetsNothing() {
        start(rule("A"));
        tell(failing(8, START));
        events();

        driver.advanceWallClockTime(EXPIRY.multipliedBy(2));

        assertThat(events()).isEmpty();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aSeriesThatWasLeftBehindExpiresAfterARestart() {
        start(rule("A"));
        tell(failing(8, START));
        tell(OTHER, failing(0, START.plusSeconds(10).plus(EXPIRY)));
        Map<String, SeriesState> kept = stored();
        driver.close();

        start(kept, rule("A"));
        driver.advanceWallClockTime(Duration.ofHours(1));

        assertThat(events()).extracting(event -> event.value().getReason()).containsExactly("series_gone");
    }

    @Test
    void aSeriesThatComesBackStartsAnIncidentOfItsOwn() {
        start(rule("A"));
        tell(failing(8, START));
        Instant back = START.plusSeconds(10).plus(EXPIRY);
        tell(OTHER, failing(0, back));
        driver.advanceWallClockTime(Duration.ofHours(1));

        tell(failing(8, back.plusSeconds(10)));

        List<TestRecord<String, AlertEvent>> events = events();
        assertThat(events)
                .extracting(
                        event -> event.value().getState() + " " + event.value().getReason())
                .containsExactly("pending condition_met", "resolved series_gone", "pending condition_met");
        assertThat(events.get(2).value().getAlertId())
                .isNotEqualTo(events.get(0).value().getAlertId());
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

    @Test
    void aRuleWhoseWindowNobodyMakesIsCountedAfterSomeMinutes() {
        Rule heard = rule("A");
        start(heard, Rules.ofWindow("Unheard", Duration.ofMinutes(7)));

        for (int minute = 0; minute <= 11; minute++) {
            tell(failing(0, START.plusSeconds(60L * minute)));
            driver.advanceWallClockTime(Duration.ofMinutes(1));
        }

        assertThat(registry.scrape()).contains("probeline_alerts_rules_unheard 1.0");
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
        List<Rule> inForce = List.of(rules);
        driver = new TopologyTestDriver(
                new AlertTopology(
                                () -> inForce,
                                METRICS,
                                EVENTS,
                                EXPIRY,
                                new OpenAlerts(registry),
                                new UnheardRules(registry),
                                event -> event)
                        .get(),
                properties,
                START);
        kept.forEach((place, state) -> driver.<String, SeriesState>getKeyValueStore(AlertTopology.STATE)
                .put(place, state));
        driver.advanceWallClockTime(STARTED);
    }

    private void tell(ProbeMetrics record) {
        tell(KEY, record);
    }

    private void tell(String series, ProbeMetrics record) {
        driver.createInputTopic(Topics.METRICS.name(), new StringSerializer(), METRICS.serializer())
                .pipeInput(series, record);
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
            entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
        }
        return all;
    }
}
