package dev.probeline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Every kind of row for a moment, with real processes. How fast they are says nothing here. */
class BenchIT {
    @Test
    void everyKindOfRowIsMeasuredAndTheAggregatorAccountsForEveryEvent() throws Exception {
        JsonNode report = run(
                "aggregator",
                "--json",
                "--records=200000",
                "--series=20",
                "--runs=1",
                "--seconds=1",
                "--only=raw-poll,poll-decode,aggregator,flink,sparse-dsl");

        assertThat(report.at("/rows").findValuesAsText("row"))
                .containsExactly("raw-poll", "poll-decode", "aggregator", "flink", "sparse-dsl");
        assertThat(report.at("/rows/2/runs/0/accounted").longValue()).isEqualTo(200_000);
        assertThat(report.at("/ratios").fieldNames()).toIterable().containsExactly("to_poll_decode", "to_flink");
    }

    @Test
    void delaysAreThoseOfRecordsThatCouldBeRead() throws Exception {
        JsonNode report =
                run("latency", "--json", "--rate=100", "--series=10", "--warm-up=0", "--seconds=3", "--slice=1");

        assertThat(report.at("/window_end_to_final/count").longValue()).isPositive();
        assertThat(report.at("/window_end_to_final/p50_ms").doubleValue())
                .as("no window is final before its grace period is over")
                .isGreaterThanOrEqualTo(report.at("/grace_ms").doubleValue());
    }

    private static JsonNode run(String... arguments) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            assertThat(Cli.run(new BenchMain(), arguments)).isEqualTo(ExitCodes.OK);
        } finally {
            System.setOut(before);
        }
        return new ObjectMapper().readTree(printed.toString(UTF_8));
    }
}
