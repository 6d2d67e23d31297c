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
import org.junit.jupiter.api.Test;

/** The built-in rules about our own probes, in the very windows they are there for: those without a probe. */
class DefaultRulesTest {
    @Test
    void probesSilentIsPendingInTheFirstSilentWindowAndFiresWhenForHasElapsed() throws InvalidConfigException {
        Rule rule = builtIn("ProbesSilent");
        Story story = new Story(rule);

        for (int minute = 0; minute <= 5; minute++) {
            story.tell(silent(START.plus(Duration.ofMinutes(minute))));
        }

        assertThat(heard(rule, silent(START))).isEqualTo(Reading.MET);
        assertThat(story.told()).containsExactly("pending condition_met", "firing for_elapsed");
        assertThat(story.events().get(1).getAt()).isEqualTo(START.plus(Duration.ofMinutes(5)));
        assertThat(story.events().get(1).getValue()).isZero();
    }

    @Test
    void probesSilentResolvesWithTheFirstProbe() throws InvalidConfigException {
        Story story = new Story(builtIn("ProbesSilent"));
        story.tell(silent(START));

        story.tell(Windows.failing(0, START.plusSeconds(10)));

        assertThat(story.told()).containsExactly("pending condition_met", "resolved condition_cleared");
    }

    @Test
    void throughputLowHoldsWhereNoProbeArrivesAtAll() throws InvalidConfigException {
        assertThat(heard(builtIn("ThroughputLow"), silent(START))).isEqualTo(Reading.MET);
    }

    @Test
    void throughputLowSaysNothingWhereItIsNotKnownHowManyProbesWereDue() throws InvalidConfigException {
        ProbeMetrics window = ProbeMetrics.newBuilder(silent(START))
                .setExpectedProbes(null)
                .setCompleteness(null)
                .build();

        assertThat(heard(builtIn("ThroughputLow"), window)).isEqualTo(Reading.UNKNOWN);
    }

    @Test
    void rulesAboutTheProviderSayNothingInSilence() throws InvalidConfigException {
        assertThat(RuleBook.defaults())
                .filteredOn(rule ->
                        !rule.name().equals("ProbesSilent") && !rule.name().equals("ThroughputLow"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(heard(rule, silent(START))).isEqualTo(Reading.SILENT));
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
