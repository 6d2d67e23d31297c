package dev.probeline.runtime.cli;

import dev.probeline.runtime.config.Durations;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs a picocli command the same way for every service: {@code --help}, {@code --version}, {@code --debug}, an error
 * in one line on stderr, and an exit code out of {@link ExitCodes}.
 */
public final class Cli {
    /** Set to {@code true}, it does what {@code --debug} does. */
    static final String DEBUG_VARIABLE = "PROBELINE_DEBUG";

    private Cli() {}

    /** For {@code main}: runs the command and ends the process with its exit code. */
    public static void main(Callable<Integer> command, String... args) {
        System.exit(run(command, args));
    }

    /** Runs the command and returns its exit code. */
    public static int run(Callable<Integer> command, String... args) {
        Optional<String> fault = LogSettings.fault(LogSettings::current);
        if (fault.isPresent()) {
            System.err.println(fault.get());
            return ExitCodes.USAGE;
        }
        return commandLine(command, System::getenv).execute(args);
    }

    /** As {@link #run(Callable, String...)}, for who wants to read what it says. */
    public static int run(Callable<Integer> command, PrintWriter out, PrintWriter err, String... args) {
        return commandLine(command, System::getenv).setOut(out).setErr(err).execute(args);
    }

    static CommandLine commandLine(Callable<Integer> command, Function<String, String> env) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(new Version());
        spec.addOption(OptionSpec.builder("--debug")
                .description("Print stack traces of errors (also: " + DEBUG_VARIABLE + "=true).")
                .build());
        spec.exitCodeOnInvalidInput(ExitCodes.USAGE).exitCodeOnExecutionException(ExitCodes.FAILED);
        line.setExecutionExceptionHandler(new Failure(env));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Duration.class, Cli::duration);
        return line;
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
