package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.notify.SilenceBook;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that somebody is at it: the incident is not repeated any more. */
@Command(name = "ack", description = "Acknowledges an incident by its id, which every message shows.")
final class Acknowledge implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true)
    private Path file;

    @Option(names = "--author", paramLabel = "NAME", defaultValue = "${sys:user.name}")
    private String author;

    @Parameters(paramLabel = "INCIDENT")
    private String incident;

    @Override
    public Integer call() throws Exception {
        SilenceBook book = new SilenceBook(ConfigFile.load(file, AlertConfig.class), Clock.systemUTC());
        if (!book.acknowledge(incident, author)) {
            throw new ParameterException(spec.commandLine(), "no such open incident: " + incident);
        }
        return ExitCodes.OK;
    }
}
