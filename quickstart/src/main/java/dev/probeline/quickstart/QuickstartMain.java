package dev.probeline.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.quickstart.core.Summary;
import dev.probeline.quickstart.stack.Settings;
import dev.probeline.quickstart.stack.Stack;
import dev.probeline.quickstart.view.LiveView;
import dev.probeline.quickstart.view.PlainView;
import dev.probeline.quickstart.view.View;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code probeline quickstart}: the whole pipeline on one machine, with an incident to watch. */
@Command(
        name = "probeline quickstart",
        description = {
            "Runs the whole pipeline on this machine: simulated API, probers of three regions, Kafka, schema registry,"
                    + " aggregator, time-series store, alerts, notifications.",
            "",
            "After half a minute one region slows down; then a model fails everywhere. Alerts fire and resolve within"
                    + " two minutes. Ctrl-C ends it and leaves nothing behind.",
            ""
        })
public final class QuickstartMain implements Callable<Integer> {
    private static final String KEY_VARIABLE = "OPENAI_API_KEY";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long to run before the counts are taken, such as 150s. Without it: until Ctrl-C.")
    private Duration duration;

    @Option(names = "--json", description = "Print the summary as JSON on stdout, and nothing else there.")
    private boolean json;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Take the ports from this one on. Default: 0, any free ports.")
    private int portBase;

    @Option(names = "--live", description = "Probe the real API with " + KEY_VARIABLE + " instead of the simulator.")
    private boolean live;

    @Option(
            names = "--budget",
            paramLabel = "USD",
            defaultValue = "0.05",
            description = "With --live: stop probing before more than this can be spent. Default: ${DEFAULT-VALUE}.")
    private double budget;

    @Option(names = "--rules", paramLabel = "FILE", description = "Alert rules instead of the quickstart's own.")
    private Path rules;

    @Option(names = "--keep", description = "Keep the data directory and say where it is.")
    private boolean keep;

    public static void main(String[] args) {
        Cli.main(new QuickstartMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        Instant start =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        PrintStream stdout = System.out;
        // QuestDB talks on stdout, which is the summary's.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Logs.quiet();
        Optional<String> key = liveKey();
        Optional<Double> limit = live ? Optional.of(limit()) : Optional.empty();
        Optional<Path> ruleFile = Optional.ofNullable(rules).map(Path::toAbsolutePath);
        if (ruleFile.isPresent()) {
            RuleBook.load(List.of(ruleFile.get())); // faults are told before anything starts
        }
        try (Ending ending = new Ending(keep)) {
            Path directory = ending.makeDirectory();
            // Libraries unpack their native parts there; so they go with it.
            System.setProperty("java.io.tmpdir", directory.toString());
            Settings settings =
                    new Settings(directory, portBase, key, limit, ruleFile, Optional.empty(), "simulator.yaml");
            View view = view(json ? System.err : stdout, directory);
            Stack stack = new Stack(settings, ending.parts());
            Run run = new Run(stack, Optional.ofNullable(duration), ending.signal(), view, Clock.systemUTC());
            run.start();
            ending.running();
            Summary summary = run.perform(start);
            ending.tell(() -> print(summary, stdout));
            return summary.faults().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private double limit() {
        if (!(budget > 0 && Double.isFinite(budget))) {
            throw new ParameterException(
                    spec.commandLine(), "--budget: " + budget + " (expected: US dollars, more than 0)");
        }
        return budget;
    }

    private Optional<String> liveKey() {
        if (!live) {
            return Optional.empty();
        }
        String key = System.getenv(KEY_VARIABLE);
        if (key == null || key.isBlank()) {
            throw new CannotStartException(
                    "--live needs a key (fix: set " + KEY_VARIABLE + ", or leave --live out to probe the simulator)");
        }
        return Optional.of(key);
    }

    private View view(PrintStream out, Path directory) {
        // Told by the start script, which can ask the shell.
        if (Boolean.getBoolean(json ? "probeline.terminal.err" : "probeline.terminal.out")) {
            Logs.toFile(directory.resolve("probeline.log"));
            return new LiveView(out, System.getenv("NO_COLOR") == null);
        }
        return new PlainView(out);
    }

    private void print(Summary summary, PrintStream stdout) {
        if (json) {
            stdout.println(new ObjectMapper().valueToTree(summary).toPrettyString());
        } else {
            summary.lines().forEach(stdout::println);
        }
        stdout.flush();
        summary.faults().forEach(fault -> System.err.println("probeline quickstart: " + fault));
    }
}
