package dev.probeline.alerts.core.state;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in rules about our own probes, in the very windows they are there for: those without a probe. */
class DefaultRulesTest {
    @Test
    void throughputLowHoldsWhereNoProbeArrivesAtAll() throws InvalidConfigException {
        assertThat(heard(builtIn("ThroughputLow"), silent(START))).isEqualTo(Reading.MET);
    }

    @Test
    void throughputLowSaysNothingWhereItIsNotKnownHowManyProbesWereDue() throws InvalidConfigException {
        ProbeMetrics window = Windows.of(0, 0, START, 0)
                .setExpectedProbes(null)
                .setCompleteness(null)
                .build();

        assertThat(heard(builtIn("ThroughputLow"), window)).isEqualTo(Reading.UNKNOWN);
    }

    @Test
    void rulesAboutTheProviderSayNothingInSilence() throws InvalidConfigException {
        assertThat(RuleBook.defaults())
                .filteredOn(rule -> !rule.name().equals("ThroughputLow"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(heard(rule, silent(START))).isIn(Reading.SILENT, Reading.UNKNOWN));
    }

    @Test
    void aUsedUpQuotaIsNoTroubleOfTheProvider() throws InvalidConfigException {
        ProbeMetrics window = Windows.of(20, 20, START, 0)
                .setErrorsByType(Map.of("insufficient_quota", 20L))
                .setErrorsByFaultDomain(Map.of("account", 20L))
                .build();

        assertThat(heard(builtIn("QuotaExhausted"), window)).isEqualTo(Reading.MET);
        assertThat(heard(builtIn("ErrorRateHigh"), window)).isEqualTo(Reading.CLEAR);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-15,",
        "2026-11-30, ModelShutdownIn30Days",
        "2026-11-15, ModelShutdownIn14Days",
        "2026-11-03, ModelShutdownIn7Days",
        "2026-10-01, ModelShutdownIn7Days"
    })
    void anAnnouncedEndIsToldByOneRuleAtATime(String date, String told) throws InvalidConfigException {
        ProbeMetrics window = Windows.of(10, 0, START, 0).setShutdownDate(date).build();

        assertThat(RuleBook.defaults())
                .filteredOn(rule -> heard(rule, window) == Reading.MET)
                .extracting(Rule::name)
                .containsExactlyElementsOf(told == null ? List.of() : List.of(told));
    }

    private static Reading heard(Rule rule, ProbeMetrics record) {
        return Heard.of(rule, record, RuleMemory.NONE).reading();
    }

    private static Rule builtIn(String name) throws InvalidConfigException {
        return RuleBook.defaults().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ProbeMetrics silent(Instant end) {
        return Windows.of(0, 0, end, 0)
                .setWindowStart(end.minus(Duration.ofMinutes(5)))
                .setWindowSizeMs(300_000)
                .setExpectedProbes(30.0)
                .setCompleteness(0.0)
                .build();
    }
}
