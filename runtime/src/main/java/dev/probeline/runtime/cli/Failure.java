package dev.probeline.runtime.cli;

import dev.probeline.runtime.config.InvalidConfigException;
import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** How a command that failed is told: its message, and its stack trace only to who asked for it. */
record Failure(Function<String, String> env) implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        boolean debug = parsed.hasMatchedOption("--debug") || "true".equals(env.apply(Cli.DEBUG_VARIABLE));
        if (failure instanceof InvalidConfigException invalid) {
            err.println(invalid.getMessage());
        } else {
            err.println(line.getCommandName() + ": " + describe(failure));
        }
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof InvalidConfigException ? ExitCodes.USAGE : ExitCodes.FAILED;
    }

    private static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = firstLine(failure);
        return message.contains(firstLine(root)) ? message : message + ": " + firstLine(root);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }
}
