package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.FaultRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person uses it. */
class ProducerMainIT {
    private static final String MODELS = "models: {chat: {first_token: {median: 80ms}, output_tokens: {median: 10}}}";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Simulator simulator;
    private PrintStream stdout;
    private PrintStream stderr;

    @BeforeEach
    void start() {
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        stdout = System.out;
        stderr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        System.setErr(stderr);
        simulator.close();
    }

    @Test
    void onceShowsPhasesThatAddUpToTheTotalAndEveryField() throws IOException {
        String byName = simulator.baseUrl().replace("127.0.0.1", "localhost");
        assertThat(run("model: chat, base_url: '" + byName + "'", "--once", "a"))
                .isEqualTo(ExitCodes.OK);

        Map<String, Double> phases = phases();
        double total = phases.remove("total");
        assertThat(phases.keySet()).containsExactly("dns", "connect", "first byte", "first token", "tokens");
        assertThat(phases.values().stream().mapToDouble(millis -> millis).sum()).isCloseTo(total, within(0.05));
        assertThat(phases.get("first token")).isPositive();
        assertThat(text()).startsWith("attempt 1: success in ").contains("  (server: ");
        for (Schema.Field field : ProbeResult.getClassSchema().getFields()) {
            assertThat(text()).containsPattern("(?m)^" + field.name() + " +\\S");
        }
        assertThat(text()).containsPattern("connection +new\n").doesNotContain(Probing.KEY, "\u001b");
    }

    @Test
    void onceWithoutAStreamShowsTheBody() throws IOException {
        assertThat(run("model: chat, stream: false", "--once", "a")).isEqualTo(ExitCodes.OK);

        Map<String, Double> phases = phases();
        double total = phases.remove("total");
        assertThat(phases.keySet()).containsExactly("connect", "first byte", "body");
        assertThat(phases.values().stream().mapToDouble(millis -> millis).sum()).isCloseTo(total, within(0.05));
    }

    @Test
    void onceOfAServerThatIsNotThereShowsHowFarItCame() throws IOException {
        assertThat(run("model: chat, base_url: 'http://127.0.0.1:1/v1', retries: []", "--once", "a"))
                .isEqualTo(ExitCodes.FAILED);

        assertThat(text()).startsWith("attempt 1: failure connection_refused (network) after ");
        assertThat(phases().keySet()).containsExactly("connecting", "total");
    }

    @Test
    void onceInJsonIsOneEventPerAttemptAndNothingElse() throws Exception {
        FaultRule fault = ConfigFile.parse("fault: http_500", "fault", FaultRule.class, name -> null);
        simulator.faults().arm(fault, System.nanoTime());
        assertThat(run("model: chat, retries: [10ms, 10ms]", "--once", "a", "--json"))
                .isEqualTo(ExitCodes.FAILED);

        List<JsonNode> events = new ArrayList<>();
        for (String line : text().lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        assertThat(events).extracting(event -> event.path("attempt").intValue()).containsExactly(1, 2, 3);
        assertThat(events)
                .extracting(event -> event.path("final").booleanValue())
                .containsExactly(false, false, true);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.size())
                    .isEqualTo(ProbeResult.getClassSchema().getFields().size());
            assertThat(event.path("error_type").textValue()).isEqualTo("server_error");
            assertThat(event.path("fault_domain").textValue()).isEqualTo("provider");
            assertThat(event.path("connection").textValue()).isIn("new", "reused");
            assertThat(event.path("status_code").intValue()).isEqualTo(500);
            assertThat(event.path("latency_ms").isDouble()).isTrue();
            assertThat(event.path("ttft_ms").isNull()).isTrue();
            assertThat(Instant.parse(event.path("completed_at").textValue())).isBeforeOrEqualTo(Instant.now());
        });
    }

    @Test
    void jsonWithoutOnceIsAMistake() throws IOException {
        assertThat(run("model: chat", "--json")).isEqualTo(ExitCodes.USAGE);
        assertThat(errors()).contains("--json: without --once");
    }

    @Test
    void helpTeachesAndNeedsNoConfiguration() {
        assertThat(Cli.run(new ProducerMain(), "--help")).isEqualTo(ExitCodes.OK);
        assertThat(text())
                .contains("--once chat", "--check-config", "--print-schema", "Exit codes:", "NO_COLOR")
                .contains("api_key: '${env:OPENAI_API_KEY}'");
        assertThat(text().lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(80);
    }

    @Test
    void onceOfATargetThatFailsSaysWhyAndExitsWithOne() throws IOException {
        assertThat(run("model: nobody-knows-it", "--once", "a")).isEqualTo(ExitCodes.FAILED);
        assertThat(text()).containsPattern("error_type +model_not_found\n").containsPattern("fault_domain +config\n");
    }

    @Test
    void onceOfAnUnknownTargetNamesThoseThereAre() throws IOException {
        assertThat(run("model: chat", "--once", "b")).isEqualTo(ExitCodes.USAGE);
        assertThat(errors()).contains("--once: b (expected: one of the targets a)");
    }

    @Test
    void checkConfigTellsWhereTheFaultIs() throws IOException {
        assertThat(run("model: chat", "--check-config")).isEqualTo(ExitCodes.OK);
        assertThat(run("model: chat, intervall: 5s", "--check-config")).isEqualTo(ExitCodes.USAGE);
        assertThat(errors()).contains("prober.yaml:4:").contains("did you mean interval?");
    }

    private int run(String target, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("prober.yaml"), """
                region: eu-west
                kafka: {bootstrap_servers: 'localhost:1'}
                targets:
                - {name: a, provider: simulator, api_key: %s, %s}
                """.formatted(
                        Probing.KEY,
                        target.contains("base_url") ? target : target + ", base_url: '" + simulator.baseUrl() + "'"));
        String[] all = new String[arguments.length + 2];
        all[0] = "--config";
        all[1] = file.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Cli.run(new ProducerMain(), all);
    }

    private Map<String, Double> phases() {
        Map<String, Double> phases = new LinkedHashMap<>();
        Matcher row = Pattern.compile("(?m)^([a-z ]{1,12}?) +([0-9.]+) ms").matcher(text());
        while (row.find()) {
            phases.put(row.group(1), Double.valueOf(row.group(2)));
        }
        return phases;
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
