package dev.probeline.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<Row> ROWS = Rows.all(8_000_000, 500);

    private final Report report = new Report(
            Map.of("cpus", 2),
            List.of(
                    measured(Rows.POLL_DECODE, 1_000_000, 500_000, 800_000),
                    measured(Rows.AGGREGATOR, 900_000, 500_000, 600_000),
                    measured(Rows.AGGREGATOR_TWO, 1_350_000, 1_000_000, 600_000),
                    measured(Rows.SPARSE_AGGREGATOR, 300_000, 310_000, 290_000)));

    @Test
    void aRatioIsTheMedianOfTheRatiosOfEachRound() {
        assertThat(report.ratios()).containsEntry("to_poll_decode", 0.9).containsEntry("two_threads", 1.5);
    }

    @Test
    void aRatioWithoutBothItsRowsIsLeftOut() {
        assertThat(report.ratios()).containsOnlyKeys("to_poll_decode", "two_threads");
    }

    @Test
    void aRowIsComparedWithPollAndDecodeOfTheSameEventsAndThreadsOnly() {
        assertThat(report.toPollDecode(report.rows().get(1))).hasValue(0.9);
        assertThat(report.toPollDecode(report.rows().get(2))).isEmpty();
        assertThat(report.toPollDecode(report.rows().get(3))).isEmpty();
    }

    @Test
    void theJsonHasSettingRatiosAndEveryRun() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report.toJson());

        assertThat(json.at("/cpus").intValue()).isEqualTo(2);
        assertThat(json.at("/ratios/to_poll_decode").doubleValue()).isEqualTo(0.9);
        assertThat(json.at("/rows/1/row").textValue()).isEqualTo("aggregator");
        assertThat(json.at("/rows/1/records_per_second/value").doubleValue()).isEqualTo(600_000);
        assertThat(json.at("/rows/1/runs")).hasSize(3);
    }

    @Test
    void theTableHasALinePerRowAndTheRatios() {
        assertThat(new Table(report).text())
                .contains("aggregator                 1    500      600         [500 – 900]   0.90")
                .contains("ratios: to_poll_decode 0.90, two_threads 1.50");
    }

    private static Measured measured(String name, double... recordsPerSecond) {
        Row row = Rows.named(Set.of(name), ROWS).get(0);
        return new Measured(
                row,
                Arrays.stream(recordsPerSecond)
                        .mapToObj(speed -> new Run(1, 1, speed, 1, 1 << 20, null))
                        .toList());
    }
}
