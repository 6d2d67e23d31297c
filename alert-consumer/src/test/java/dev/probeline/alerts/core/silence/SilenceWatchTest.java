package dev.probeline.alerts.core.silence;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.alerts.core.Alerting;
import dev.probeline.alerts.core.rule.Absence;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Four silences, four alerts, with the built-in rules: two regions that probe two models each, one record every 10 s. */
class SilenceWatchTest {
    private static final List<SeriesKey> SERIES = List.of(
            series("gpt-4o", "eu-west"),
            series("gpt-4o", "us-east"),
            series("claude", "eu-west"),
            series("claude", "us-east"));

    private final List<Rule> rules = absences();
    private final List<AlertEvent> events = new ArrayList<>();
    private final Set<SeriesKey> silent = new LinkedHashSet<>();
    private final Alerting alerting = new Alerting(rules, Duration.ofHours(25));
    private Instant now = START;
    private boolean pipeline = true;

    @Test
    void whereAllSpeakNothingIsTold() {
        pass(Duration.ofMinutes(30));

        assertThat(told()).isEmpty();
    }

    @Test
    void oneRegionThatIsSilentOfOneModelIsToldAsThat() {
        pass(Duration.ofMinutes(5));
        silent.add(SERIES.get(0));
        pass(Duration.ofMinutes(6));

        assertThat(told())
                .containsExactly(
                        "pending RegionSilent openai|gpt-4o|chat/completions|eu-west|*|*",
                        "firing RegionSilent openai|gpt-4o|chat/completions|eu-west|*|*");
        assertThat(events.get(1).getExplanation())
                .isEqualTo("no attempt since 2026-11-01T12:04:50Z; us-east still tell of it");
        assertThat(events.get(1).getScope()).isEqualTo("ours");
    }

    @Test
    void aRegionThatIsSilentOfEverythingIsADeadProber() {
        pass(Duration.ofMinutes(5));
        silence("eu-west");
        pass(Duration.ofMinutes(30));

        assertThat(told())
                .containsExactly("pending ProberSilent *|*|*|eu-west|*|*", "firing ProberSilent *|*|*|eu-west|*|*");
    }

    @Test
    void allRegionsSilentIsToldOnceAndNotPerRegionOrModel() {
        pass(Duration.ofMinutes(5));
        silence("eu-west");
        silence("us-east");
        pass(Duration.ofMinutes(30));

        assertThat(told())
                .containsExactly("pending AllRegionsSilent *|*|*|*|*|*", "firing AllRegionsSilent *|*|*|*|*|*");
    }

    @Test
    void oneModelSilentInAllRegionsIsToldOfTheModel() {
        pass(Duration.ofMinutes(5));
        silent.add(SERIES.get(0));
        silent.add(SERIES.get(1));
        pass(Duration.ofMinutes(30));

        assertThat(told())
                .containsExactly(
                        "pending AllRegionsSilent openai|gpt-4o|chat/completions|*|*|*",
                        "firing AllRegionsSilent openai|gpt-4o|chat/completions|*|*|*");
    }

    @Test
    void aPipelineThatStopsIsToldAsThatAndOfNothingElse() {
        pass(Duration.ofMinutes(5));
        pipeline = false;
        pass(Duration.ofHours(2));

        assertThat(told()).containsExactly("pending PipelineSilent *|*|*|*|*|*", "firing PipelineSilent *|*|*|*|*|*");
        assertThat(events.get(1).getExplanation()).contains("the aggregator, Kafka or this consumer is behind");
    }

    @Test
    void aSilenceThatIsExplainedByALargerOneNeitherResolvesNorIsToldAgain() {
        pass(Duration.ofMinutes(5));
        silent.add(SERIES.get(0));
        pass(Duration.ofMinutes(10));
        silence("eu-west");
        silence("us-east");
        pass(Duration.ofMinutes(10));
        pipeline = false;
        pass(Duration.ofMinutes(10));

        assertThat(events)
                .extracting(event -> event.getState() + " " + event.getRule())
                .containsExactly(
                        "pending RegionSilent",
                        "firing RegionSilent",
                        "pending AllRegionsSilent",
                        "firing AllRegionsSilent",
                        "pending PipelineSilent",
                        "firing PipelineSilent");
    }

    @Test
    void whatSpeaksAgainResolves() {
        pass(Duration.ofMinutes(5));
        silence("eu-west");
        pass(Duration.ofMinutes(10));
        silent.clear();
        pass(Duration.ofMinutes(1));

        assertThat(events)
                .extracting(event -> event.getState() + " " + event.getRule())
                .containsExactly("pending ProberSilent", "firing ProberSilent", "resolved ProberSilent");
        assertThat(events)
                .extracting(AlertEvent::getAlertId)
                .containsOnly(events.get(0).getAlertId());
    }

    @Test
    void whatIsProbedSeldomIsNotSilentInBetween() {
        silent.addAll(SERIES);
        for (int minute = 0; minute < 60; minute++) {
            for (SeriesKey series : SERIES) {
                hear(series, record(series, minute % 10 == 0 ? 1 : 0, 0.1));
            }
            pass(Duration.ofMinutes(1));
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void aRestartKeepsWhatFiresAndTellsNothingTwice() {
        pass(Duration.ofMinutes(5));
        silence("eu-west");
        pass(Duration.ofMinutes(10));
        events.addAll(alerting.restart(task -> true));
        pass(Duration.ofMinutes(10));

        assertThat(told()).hasSize(2);
    }

    @Test
    void afterTheServiceWasDownNothingIsToldBeforeTheBacklogIsRead() {
        pass(Duration.ofMinutes(5));
        now = now.plus(Duration.ofHours(1));
        pass(Duration.ofMinutes(5));

        assertThat(told()).isEmpty();
    }

    @Test
    void aRuleThatIsRemovedResolvesWithThatReason() {
        pass(Duration.ofMinutes(5));
        silence("eu-west");
        pass(Duration.ofMinutes(10));

        List<AlertEvent> atEdit = alerting.use(List.of());

        assertThat(atEdit).extracting(AlertEvent::getReason).containsExactly("rule_removed");
    }

    private void pass(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(1);
            if (pipeline && now.getEpochSecond() % 10 == 2) {
                SERIES.forEach(series -> hear(series, record(series, silent.contains(series) ? 0 : 6, null)));
            }
            events.addAll(alerting.tick(now));
        }
    }

    private void hear(SeriesKey series, ProbeMetrics record) {
        events.addAll(alerting.hear(series.toString(), record));
    }

    /** Of the minute that ended two seconds ago. */
    private ProbeMetrics record(SeriesKey series, int attempts, Double expected) {
        return Windows.of(attempts, 0, now.minusSeconds(now.getEpochSecond() % 10), 0)
                .setModel(series.model())
                .setRegion(series.region())
                .setExpectedProbes(expected)
                .build();
    }

    private void silence(String region) {
        SERIES.stream().filter(series -> series.region().equals(region)).forEach(silent::add);
    }

    private List<String> told() {
        return events.stream()
                .map(event -> event.getState() + " " + event.getRule() + " " + event.getSeries())
                .toList();
    }

    private static List<Rule> absences() {
        try {
            return RuleBook.defaults().stream()
                    .filter(rule -> rule.when() instanceof Absence)
                    .toList();
        } catch (InvalidConfigException e) {
            throw new AssertionError(e);
        }
    }

    private static SeriesKey series(String model, String region) {
        return new SeriesKey("openai", model, "chat/completions", region, "chat", "main");
    }
}
