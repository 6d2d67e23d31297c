package dev.probeline.alerts.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.RegionSummary;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each region is written as attempts/failures. */
class QuorumTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2   | 2 | a=10/10 b=10/10 c=10/0  | YES     | 2 of 3 reporting regions: a, b; healthy: c",
                "2   | 2 | a=10/10 b=10/0  c=10/0  | NO      | 1 of 3 reporting regions: a; healthy: b, c",
                "2   | 2 | a=10/10 b=10/0  c=0/0   | UNKNOWN | 1 of 2 reporting regions: a; healthy: b; silent: c",
                "2   | 2 | a=10/0  b=10/0  c=0/0   | NO      | 0 of 2 reporting regions; healthy: a, b; silent: c",
                "2   | 2 | a=10/0  b=0/0   c=0/0   | UNKNOWN | 0 of 1 reporting regions; healthy: a; silent: b, c",
                "2   | 3 | a=10/10 b=10/10 c=0/0   | UNKNOWN | 2 of 2 reporting regions: a, b; silent: c",
                "2   | 1 | a=0/0   b=0/0           | UNKNOWN | 0 of 0 reporting regions; silent: a, b",
                "50% | 2 | a=10/10 b=10/10 c=10/0 d=10/0 | YES | 2 of 4 reporting regions: a, b; healthy: c, d",
                "50% | 2 | a=10/10 b=10/0  c=10/0  | NO      | 1 of 3 reporting regions: a; healthy: b, c",
                "50% | 2 | a=10/10 b=10/0          | YES     | 1 of 2 reporting regions: a; healthy: b",
                "50% | 2 | a=10/10 b=10/0 c=10/0 d=0/0 | UNKNOWN | 1 of 3 reporting regions: a; healthy: b, c; silent:"
                        + " d",
                "2   | 2 | a=10/10 b=2/2   c=10/0  | UNKNOWN | 1 of 2 reporting regions: a; healthy: c; silent: b",
            })
    void silentRegionsAreUnknownAndNeverWell(
            String minFailing, int minReporting, String regions, Answer answer, String why) {
        Threshold each = (Threshold) Condition.parse("error_rate > 50%");
        Quorum quorum = new Quorum(each, Share.parse(minFailing), minReporting, 3);

        Finding finding = quorum.examine(
                Windows.of(30, 0, Windows.START, 0).setRegions(regions(regions)).build(), Memory.NONE);

        assertThat(finding.answer()).isEqualTo(answer);
        assertThat(finding.why()).isEqualTo(why);
    }

    @Test
    void failuresOfOursAreNoTroubleOfTheProviderInAnyRegion() {
        Quorum quorum = new Quorum((Threshold) Condition.parse("provider_error_rate > 50%"), Share.parse("2"), 2, 3);
        ProbeMetrics.Builder window =
                Windows.of(30, 20, Windows.START, 0).setRegions(regions("a=10/10 b=10/10 c=10/0"));

        window.setErrorsByFaultDomain(Map.of("account", 20L));
        assertThat(quorum.examine(window.build(), Memory.NONE).answer()).isEqualTo(Answer.NO);
        window.setErrorsByFaultDomain(Map.of("account", 4L, "provider", 16L));
        assertThat(quorum.examine(window.build(), Memory.NONE).answer()).isEqualTo(Answer.YES);
    }

    /** The aggregator leaves out of a roll-up who has nothing to say. */
    @Test
    void aRegionThatSpokeWithinTheDayIsMissed() {
        Quorum quorum = new Quorum((Threshold) Condition.parse("error_rate > 50%"), Share.parse("2"), 2, 3);
        Memory memory = quorum.learn(Memory.NONE, window("a=10/0 b=10/0 c=10/0", Windows.START));
        Instant later = Windows.START.plusSeconds(3600);
        Instant nextDay = Windows.START.plusSeconds(90_000);

        Finding missed =
                quorum.examine(window("a=10/10 b=10/0", later), quorum.learn(memory, window("a=10/10 b=10/0", later)));
        Finding gone = quorum.examine(
                window("a=10/10 b=10/0", nextDay), quorum.learn(memory, window("a=10/10 b=10/0", nextDay)));

        assertThat(missed.answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(missed.why()).isEqualTo("1 of 2 reporting regions: a; healthy: b; silent: c");
        assertThat(gone.answer()).isEqualTo(Answer.NO);
    }

    private static ProbeMetrics window(String regions, Instant end) {
        return Windows.of(30, 0, end, 0).setRegions(regions(regions)).build();
    }

    private static Map<String, RegionSummary> regions(String text) {
        Map<String, RegionSummary> regions = new TreeMap<>();
        for (String region : text.trim().split("\\s+", -1)) {
            String[] parts = region.split("[=/]", -1);
            regions.put(
                    parts[0],
                    RegionSummary.newBuilder()
                            .setAttempts(Long.parseLong(parts[1]))
                            .setFailures(Long.parseLong(parts[2]))
                            .build());
        }
        return regions;
    }
}
