package dev.probeline.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.quickstart.core.Summary;
import dev.probeline.quickstart.stack.Settings;
import dev.probeline.quickstart.stack.Stack;
import dev.probeline.quickstart.view.LiveView;
import dev.probeline.quickstart.view.PlainView;
import dev.probeline.quickstart.view.View;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.lifecycle.Shutdown;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationText.class,
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
            description = "With --live: stop probing when this much is spent. Default: ${DEFAULT-VALUE}.")
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
        Optional<Path> ruleFile = Optional.ofNullable(rules).map(Path::toAbsolutePath);
        if (ruleFile.isPresent()) {
            RuleBook.load(List.of(ruleFile.get())); // faults are told before anything starts
        }
        Path directory = Directory.create();
        try (Shutdown shutdown = new Shutdown()) {
            shutdown.installSignalHandler();
            shutdown.onClose("data directory", Duration.ofSeconds(2), () -> discard(directory));
            Settings settings = new Settings(directory, portBase, key, ruleFile, Optional.empty(), "simulator.yaml");
            View view = view(json ? System.err : stdout, directory);
            double limit = live ? budget : Double.POSITIVE_INFINITY;
            Run run = new Run(
                    new Stack(settings, shutdown), Optional.ofNullable(duration), limit, view, Clock.systemUTC());
            Summary summary = run.perform(start);
            return report(summary, stdout);
        }
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

    private int report(Summary summary, PrintStream stdout) throws Exception {
        if (json) {
            stdout.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(summary));
        } else {
            summary.lines().forEach(stdout::println);
        }
        stdout.flush();
        summary.faults().forEach(fault -> System.err.println("probeline quickstart: " + fault));
        return summary.faults().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private void discard(Path directory) throws Exception {
        if (keep) {
            System.err.println("The data is in " + directory);
        } else {
            Directory.delete(directory);
        }
    }

    /** A duration as in configuration files. */
    static final class DurationText implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text);
        }
    }
}
