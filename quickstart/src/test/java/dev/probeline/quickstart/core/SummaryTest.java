package dev.probeline.quickstart.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void itsKeysAreInSnakeCaseAndItsFaultsAreNoKey() {
        JsonNode json = new ObjectMapper().valueToTree(summary(10, 10, 0));

        assertThat(json.fieldNames())
                .toIterable()
                .contains("probes_by_region", "results_published", "time_to_first_probe_ms", "duplicate_notifications")
                .doesNotContain("faults");
    }

    @Test
    void aGoodRunHasNoFaults() {
        assertThat(summary(10, 10, 0).faults()).isEmpty();
    }

    @Test
    void whatIsLostAndWhatIsDeadIsAFault() {
        assertThat(summary(10, 9, 2).faults())
                .containsExactly("2 records went to the dead letters", "10 results were published and 9 aggregated");
    }

    @Test
    void whatIsDroppedDoubledOrMissingAtTheEndIsAFaultEach() {
        Summary bad = new Summary(
                40, EndedBy.DURATION, 10, Map.of("eu", 10L), 10, 3, 10, 5, 4, 1, 1, 1, 1, 0, 0, 0.01, 4000, 9000);

        assertThat(bad.faults())
                .containsExactly(
                        "3 results were dropped at a prober",
                        "1 notifications came twice",
                        "5 windows were emitted and 4 points are in the store",
                        "1 alerts fired and 1 resolved, but 1 notifications were delivered");
    }

    @Test
    void whatASignalCutOffIsNoFault() {
        Summary cut = new Summary(1, EndedBy.SIGNAL, 0, Map.of(), 10, 0, 3, 5, 4, 1, 1, 1, 0, 0, 0, 0.01, 4000, 9000);

        assertThat(cut.faults()).isEmpty();
    }

    @Test
    void whatSomebodySilencedIsNotMissing() {
        Summary silenced = new Summary(
                40, EndedBy.DURATION, 10, Map.of("eu", 10L), 10, 0, 10, 4, 4, 2, 2, 2, 0, 0, 1, 0.01, 4000, 9000);

        assertThat(silenced.faults()).isEmpty();
    }

    private static Summary summary(long published, long aggregated, long deadLetters) {
        return new Summary(
                40,
                EndedBy.DURATION,
                10,
                Map.of("eu", 10L),
                published,
                0,
                aggregated,
                4,
                4,
                1,
                1,
                2,
                0,
                deadLetters,
                0,
                0.01,
                4000,
                9000);
    }
}
