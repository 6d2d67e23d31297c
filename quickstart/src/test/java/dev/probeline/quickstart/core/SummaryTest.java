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
                .containsExactly("10 results were published and 9 aggregated", "2 records went to the dead letters");
    }

    private static Summary summary(long published, long aggregated, long deadLetters) {
        return new Summary(40, 10, Map.of("eu", 10L), published, aggregated, 4, 4, 1, 1, 2, 0, deadLetters, 4000, 9000);
    }
}
