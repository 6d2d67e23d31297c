package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private Simulator simulator;
    private PrintStream stdout;
    private PrintStream stderr;

    @BeforeEach
    void start() {
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        stdout = System.out;
        stderr = System.err;
        PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        System.setErr(captured);
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        System.setErr(stderr);
        simulator.close();
    }

    @Test
    void onceShowsPhasesThatAddUpToTheTotalAndEveryField() throws IOException {
        assertThat(run("model: chat", "--once", "a")).isEqualTo(ExitCodes.OK);
        double phases = 0;
        for (String phase : new String[] {"connect", "processing", "first token", "transfer"}) {
            phases += millis(phase);
        }
        assertThat(phases).isBetween(millis("total") * 0.97, millis("total") + 0.05);
        assertThat(text()).containsPattern("connection +new\n").containsPattern("outcome +success\n");
        assertThat(text()).containsPattern("ttft_ms +[0-9]").doesNotContain(Probing.KEY);
    }

    @Test
    void onceOfATargetThatFailsSaysWhyAndExitsWithOne() throws IOException {
        assertThat(run("model: nobody-knows-it", "--once", "a")).isEqualTo(ExitCodes.FAILED);
        assertThat(text()).containsPattern("error_type +model_not_found\n").containsPattern("fault_domain +config\n");
    }

    @Test
    void onceOfAnUnknownTargetNamesThoseThereAre() throws IOException {
        assertThat(run("model: chat", "--once", "b")).isEqualTo(ExitCodes.USAGE);
        assertThat(text()).contains("--once: b (expected: one of the targets a)");
    }

    @Test
    void checkConfigTellsWhereTheFaultIs() throws IOException {
        assertThat(run("model: chat", "--check-config")).isEqualTo(ExitCodes.OK);
        assertThat(run("model: chat, intervall: 5s", "--check-config")).isEqualTo(ExitCodes.USAGE);
        assertThat(text()).contains("prober.yaml:4:").contains("did you mean interval?");
    }

    private int run(String target, String... arguments) throws IOException {
        Path file = Files.writeString(
                folder.resolve("prober.yaml"), """
                region: eu-west
                kafka: {bootstrap_servers: 'localhost:1'}
                targets:
                - {name: a, provider: simulator, base_url: '%s', api_key: %s, %s}
                """.formatted(simulator.baseUrl(), Probing.KEY, target));
        String[] all = new String[arguments.length + 2];
        all[0] = "--config";
        all[1] = file.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Cli.run(new ProducerMain(), all);
    }

    private double millis(String phase) {
        Matcher line = Pattern.compile("(?m)^" + phase + " +([0-9.]+) ms").matcher(text());
        assertThat(line.find()).as(phase + " in " + text()).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
