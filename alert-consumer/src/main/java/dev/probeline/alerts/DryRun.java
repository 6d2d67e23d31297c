package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.notify.Rehearsal;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a configuration would have told whom, and tells nobody. */
@Command(
        name = "dry-run",
        description = "Reads the alert events of the last time and prints what would have been sent to whom, and when.")
final class DryRun implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true)
    private Path file;

    @Option(names = "--since", paramLabel = "DURATION", defaultValue = "24h", description = "How far to look back.")
    private Duration since;

    @Override
    public Integer call() throws Exception {
        AlertConfig config = ConfigFile.load(file, AlertConfig.class);
        PrintWriter out = spec.commandLine().getOut();
        int told = new Rehearsal(config, Clock.systemUTC()).of(since, out);
        out.println(told + " notifications");
        return ExitCodes.OK;
    }
}
