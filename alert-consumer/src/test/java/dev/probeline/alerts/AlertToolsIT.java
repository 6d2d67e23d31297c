package dev.probeline.alerts;

import static dev.probeline.alerts.Windows.START;
import static dev.probeline.alerts.Windows.failing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.AlertState;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code replay} and {@code alerts} say of topics on a real broker. */
@ExtendWith(KafkaClusterExtension.class)
class AlertToolsIT {
    KafkaCluster cluster;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestRegistry registry;
    private Pipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        registry = new TestRegistry();
        pipeline = new Pipeline(KafkaSettings.of(cluster.getBootstrapServers(), registry.url()));
    }

    @AfterEach
    void stop() {
        pipeline.close();
        registry.close();
    }

    @Test
    void aReplayTellsWhatTheRulesAndACandidateWouldHaveDone() throws Exception {
        for (int second = 0; second <= 300; second += 10) {
            int failures = second >= 60 && second < 180 ? 8 : second >= 240 && second < 280 ? 6 : 0;
            pipeline.tell(failing(failures, START.plusSeconds(second)));
        }
        Path config = config(rules("rules.yml", "error_rate > 50%"));
        Path candidate = rules("candidate.yml", "error_rate > 70%");

        assertThat(run(
                        "replay",
                        "--config",
                        config.toString(),
                        "--from",
                        START.toString(),
                        "--rules",
                        candidate.toString()))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(columns())
                .containsExactly(
                        "VERDICT FIRED FOR CANDIDATE FIRED FOR RULE SERIES",
                        "same 2026-11-01T12:01:20Z 1m40s 2026-11-01T12:01:20Z 1m40s TooManyErrors " + Windows.SERIES,
                        "gone 2026-11-01T12:04:20Z 20s - - TooManyErrors " + Windows.SERIES);
        assertThat(out).asString().contains("1 as now, 0 at other times, 1 no longer, 0 new; 31 records from");
    }

    @Test
    void aReplayOfAPartKeepsToIt() throws Exception {
        Instant begin = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);
        for (int second = 0; second <= 300; second += 10) {
            pipeline.record(failing(8, begin.plusSeconds(second)));
        }
        Path config = config(rules("rules.yml", "error_rate > 50%"));

        run(
                "replay",
                "--json",
                "--config",
                config.toString(),
                "--from",
                begin.plusSeconds(100).toString(),
                "--to",
                begin.plusSeconds(200).toString());

        JsonNode found = new ObjectMapper().readTree(out.toString());
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("fired_at").asText())
                .isEqualTo(begin.plusSeconds(120).toString());
        assertThat(found.get(0).get("resolved_at").isNull()).isTrue();
        assertThat(found.get(0).get("seconds").asDouble()).isEqualTo(80);
    }

    @Test
    void onlyWhatIsOpenIsListedAndWhatFiresComesFirst() throws Exception {
        Instant now = Instant.now();
        pipeline.tell(
                Events.event(AlertState.unknown, AlertState.pending)
                        .setAlertId("a")
                        .build(),
                now);
        pipeline.tell(
                Events.event(AlertState.unknown, AlertState.pending)
                        .setAlertId("b")
                        .build(),
                now);
        pipeline.tell(
                Events.event(AlertState.unknown, AlertState.pending)
                        .setAlertId("c")
                        .setRule("Waits")
                        .build(),
                now);
        pipeline.tell(
                Events.event(AlertState.pending, AlertState.firing)
                        .setAlertId("a")
                        .setFiringSince(START)
                        .build(),
                now);
        pipeline.tell(
                Events.event(AlertState.pending, AlertState.resolved)
                        .setAlertId("b")
                        .setResolvedAt(START)
                        .build(),
                now);
        String[] where = {"--bootstrap-servers", cluster.getBootstrapServers(), "--schema-registry", registry.url()};

        assertThat(run(with("alerts", where))).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(columns())
                .containsExactly(
                        "STATE SEVERITY SINCE RULE SERIES SUMMARY",
                        "firing critical 2026-11-01T12:00:00Z ErrorRateHigh " + Windows.SERIES
                                + " 80 % of attempts at gpt-4o fail in eu-west",
                        "pending critical 2026-11-01T11:59:30Z Waits " + Windows.SERIES
                                + " 80 % of attempts at gpt-4o fail in eu-west");

        out.getBuffer().setLength(0);
        run(with("alerts", with("--json", where)));
        JsonNode listed = new ObjectMapper().readTree(out.toString());
        assertThat(listed.findValuesAsText("alert_id")).containsExactly("a", "c");
        assertThat(listed.findValuesAsText("state")).containsExactly("firing", "pending");
    }

    @Test
    void whoAsksWithoutAClusterOrForAnImpossibleTimeIsTold() {
        assertThat(run("alerts")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).asString().contains("one of --config and --bootstrap-servers is needed, and not both");
        assertThat(run("replay", "--bootstrap-servers", "b:1", "--from", "yesterday"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err)
                .asString()
                .contains("--from: yesterday (expected: 2026-11-01T12:00:00Z, or 7d for so long ago)");
        assertThat(run("replay", "--bootstrap-servers", "b:1", "--from", "1h", "--to", "2h"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err).asString().contains("(expected: before --to,");
    }

    /** The lines of a table, cells apart by one space. */
    private List<String> columns() {
        List<String> lines = new ArrayList<>();
        out.toString()
                .lines()
                .filter(line -> line.contains("  "))
                .forEach(line -> lines.add(line.replaceAll(" +", " ")));
        return lines;
    }

    private Path rules(String name, String when) throws IOException {
        return Files.writeString(folder.resolve(name), """
            groups:
              - name: g
                rules:
                  - {alert: TooManyErrors, window: 1m, when: %s, for: 20s}
            """.formatted(when));
    }

    private Path config(Path rules) throws IOException {
        return Files.writeString(
                folder.resolve("alerts.yml"),
                "kafka: {bootstrap_servers: \"%s\", schema_registry_url: %s}\nrule_files: [%s]\n"
                        .formatted(cluster.getBootstrapServers(), registry.url(), rules));
    }

    private static String[] with(String first, String... rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }

    private int run(String... args) {
        return Cli.run(new AlertMain(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
