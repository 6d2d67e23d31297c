package dev.probeline.bench;

import dev.probeline.bench.latency.LatencyCommand;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures Probeline on this machine. */
@Command(
        name = "bench",
        description = "Measures Probeline on this machine.",
        subcommands = {AggregatorCommand.class, LatencyCommand.class})
public final class BenchMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    public static void main(String... arguments) {
        Cli.main(new BenchMain(), arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return ExitCodes.USAGE;
    }
}
