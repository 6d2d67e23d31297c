package dev.probeline.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.runtime.config.Fault;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.schemas.events.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleBookTest {
    @Test
    void theBuiltInRulesAreValidAndCoverAnySeries() throws InvalidConfigException {
        List<Rule> rules = RuleBook.defaults();

        assertThat(rules).extracting(Rule::name).contains("LatencyHigh", "QuotaExhausted", "PipelineSilent");
        assertThat(rules)
                .filteredOn(rule -> rule.match().over().isEmpty())
                .allSatisfy(
                        rule -> assertThat(rule.match().covers(Windows.SERIES)).isTrue());
    }

    @Test
    void readsEveryKey() throws InvalidConfigException {
        Rule rule = RuleBook.parse("""
            groups:
              - name: g
                rules:
                  - alert: A
                    match: {model: gpt-*, region: eu-west}
                    over: [target]
                    window: 5m
                    when: ttft.p95 > 1s500ms
                    for: 2m
                    keep_firing_for: 30s
                    min_samples: 20
                    severity: critical
                    no_data: no_data
                    labels: {team: llm}
                    annotations: {summary: "{{ labels.team }} {{ value }}"}
                  - alert: B
                    enabled: false
                    window: 1m
                    when: attempts < 1
            """, "rules.yml").get(0);

        assertThat(rule.when().threshold()).hasValue(1500);
        assertThat(rule.pendingFor()).isEqualTo(Duration.ofMinutes(2));
        assertThat(rule.keepFiringFor()).isEqualTo(Duration.ofSeconds(30));
        assertThat(rule.minSamples()).isEqualTo(20);
        assertThat(rule.severity()).isEqualTo(Severity.critical);
        assertThat(rule.noData()).isEqualTo(NoDataPolicy.NO_DATA);
        assertThat(rule.annotations().get("summary")).hasToString("{{ labels.team }} {{ value }}");
    }

    @Test
    void tellsAllFaultsAtOnceWithLineAndColumn() {
        InvalidConfigException invalid =
                catchThrowableOfType(InvalidConfigException.class, () -> RuleBook.parse("""
                    groups:
                      - name: g
                        rules:
                          - alert: A
                            match: {modle: gpt-*}
                            window: 5m
                            when: latency.p95 > 5
                          - alert: B
                            window: 5 minutes
                            when: latency.p95 > 5s
                            severity: urgent
                            annotations: {summary: "{{ valeu }}"}
                          - alert: C
                            window: 1m
                            when: attempts < 1
                            labels: {model: mine}
                            annotations: {summary: "{{ labels.team }}"}
                    """, "rules.yml"));

        assertThat(invalid.faults())
                .extracting(fault -> fault.line() + ":" + fault.column() + " " + fault.path())
                .containsExactly(
                        "5:17 groups[0].rules[0].match.modle",
                        "7:15 groups[0].rules[0].when",
                        "9:17 groups[0].rules[1].window",
                        "11:19 groups[0].rules[1].severity",
                        "12:32 groups[0].rules[1].annotations.summary",
                        "16:17 groups[0].rules[2].labels",
                        "17:22 groups[0].rules[2].annotations");
        assertThat(invalid.faults().get(1))
                .hasToString("rules.yml:7:15 groups[0].rules[0].when:"
                        + " threshold of latency.p95: 5 (expected: a duration such as 5s or 800ms)");
    }

    @Test
    void aNameCountsOverAllFiles(@TempDir Path folder) throws IOException {
        Path first = Files.writeString(folder.resolve("a.yml"), oneRule());
        Path second = Files.writeString(folder.resolve("b.yml"), oneRule());

        InvalidConfigException invalid =
                catchThrowableOfType(InvalidConfigException.class, () -> RuleBook.load(List.of(first, second)));

        Fault fault = invalid.faults().get(0);
        assertThat(fault.source()).isEqualTo(second.toString());
        assertThat(fault.line()).isEqualTo(4);
        assertThat(fault.message()).startsWith("Same is the name of a rule before it (expected: ");
    }

    private static String oneRule() {
        return """
            groups:
              - name: g
                rules:
                  - alert: Same
                    window: 1m
                    when: attempts < 1
            """;
    }
}
