package dev.probeline.alerts.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Rules;
import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regions a to d on the same model, told one after another as attempts/failures; the alert is that of the last one. */
class BlameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=10/0  b=10/0  c=10/0  d=10/10 | provider | region  | d       | a, b, c |",
                "a=10/0  b=10/10 c=10/10 d=10/10 | provider | model   | b, c, d | a       |",
                "a=10/0  b=10/0  c=10/10 d=10/10 | provider | model   | c, d    | a, b    |",
                "a=10/0  b=0/0   c=0/0   d=10/10 | provider | region  | d       | a       | b, c",
                "a=0/0   b=0/0   c=0/0   d=10/10 | provider | unknown | d       |         | a, b, c",
                "d=10/10                         | provider | unknown | d       |         |",
                "a=10/0  b=10/0  c=10/0  d=10/10 | account  | account | d       | a, b, c |",
                "a=10/0  b=10/0  c=10/0  d=10/10 | config   | ours    | d       | a, b, c |",
                "a=10/0  b=10/0  c=10/0  d=10/10 | prober   | ours    | d       | a, b, c |",
                "a=10/0  b=10/0  c=10/0  d=10/10 | network  | ours    | d       | a, b, c |",
                "a=10/10 b=10/10 c=10/10 d=10/10 | network  | model   | a, b, c, d |      |",
            })
    void saysHowFarItReachesAndWhoseItIs(
            String regions, String domain, String scope, String failing, String healthy, String silent) {
        RuleEngine engine = new RuleEngine(
                List.of(Rules.rule(Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP)),
                new HeapStates(),
                Duration.ofHours(25));

        AlertEvent last = null;
        for (String region : regions.trim().split("\\s+", -1)) {
            String[] parts = region.split("[=/]", -1);
            int failures = Integer.parseInt(parts[2]);
            List<AlertEvent> events = engine.hear(
                    key(parts[0]),
                    Windows.of(Integer.parseInt(parts[1]), failures, Windows.START, 0)
                            .setErrorsByFaultDomain(failures == 0 ? Map.of() : Map.of(domain, (long) failures))
                            .build());
            last = events.isEmpty() ? last : events.get(0);
        }

        assertThat(last.getScope()).isEqualTo(scope);
        assertThat(last.getFaultDomain()).isEqualTo(domain);
        assertThat(last.getRegionsFailing()).isEqualTo(list(failing));
        assertThat(last.getRegionsHealthy()).isEqualTo(list(healthy));
        assertThat(last.getRegionsSilent()).isEqualTo(list(silent));
    }

    @Test
    void windowsOfAnotherLengthSayNothingOfTheRule() {
        RuleEngine engine = new RuleEngine(
                List.of(Rules.rule(Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP), ofFiveMinutes()),
                new HeapStates(),
                Duration.ofHours(25));
        engine.hear(key("a"), Windows.failing(10, Windows.START));
        engine.hear(key("a"), fiveMinutes());

        AlertEvent event =
                engine.hear(key("b"), Windows.failing(10, Windows.START)).get(0);

        assertThat(event.getRegionsFailing()).containsExactly("a", "b");
    }

    private static Rule ofFiveMinutes() {
        Rule rule = Rules.named("Other", Duration.ZERO, Duration.ZERO, NoDataPolicy.KEEP);
        return new Rule(
                rule.name(),
                rule.match(),
                Duration.ofMinutes(5),
                rule.when(),
                rule.pendingFor(),
                rule.keepFiringFor(),
                rule.minSamples(),
                rule.severity(),
                rule.noData(),
                rule.labels(),
                rule.annotations());
    }

    private static ProbeMetrics fiveMinutes() {
        return Windows.of(10, 0, Windows.START, 0).setWindowSizeMs(300_000).build();
    }

    private static String key(String region) {
        return new SeriesKey("openai", "gpt-4o", "chat/completions", region, "chat", "main").toString();
    }

    private static List<String> list(String text) {
        return text == null ? List.of() : List.of(text.split(", ", -1));
    }
}
