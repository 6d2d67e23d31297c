package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.core.route.Matcher;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.alerts.io.notify.SilenceBook;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps alerts quiet that somebody knows of, through the cluster of the configuration. */
@Command(name = "silence", description = "Adds, lists and ends silences.")
final class SilenceCommand {
    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec spec;

    @Command(
            name = "add",
            description = "Keeps alerts that meet all matchers quiet for a time; prints the silence's id.")
    int add(
            @Option(
                            names = {"-c", "--config"},
                            paramLabel = "FILE",
                            required = true)
                    Path file,
            @Option(names = "--for", paramLabel = "DURATION", defaultValue = "1h", description = "Such as 30m or 2h.")
                    Duration time,
            @Option(names = "--start", paramLabel = "INSTANT", description = "Later than now, for a maintenance.")
                    Optional<Instant> start,
            @Option(names = "--author", paramLabel = "NAME", defaultValue = "${sys:user.name}") String author,
            @Option(names = "--comment", paramLabel = "TEXT", required = true, description = "Why.") String comment,
            @Parameters(arity = "1..*", paramLabel = "MATCHER", description = "Such as 'region=\"eu-west\"'.")
                    List<String> matchers)
            throws InvalidConfigException {
        Instant from = start.orElseGet(clock::instant);
        Silence silence;
        try {
            silence = new Silence(
                    UUID.randomUUID().toString(),
                    matchers.stream().map(Matcher::parse).toList(),
                    from,
                    from.plus(time),
                    author,
                    comment);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        book(file).put(silence);
        spec.commandLine().getOut().println(silence.id());
        return ExitCodes.OK;
    }

    @Command(name = "list", description = "Prints the silences that are not over.")
    int list(
            @Option(
                            names = {"-c", "--config"},
                            paramLabel = "FILE",
                            required = true)
                    Path file)
            throws InvalidConfigException {
        book(file).silences().stream()
                .filter(silence -> silence.endsAt().isAfter(clock.instant()))
                .forEach(silence -> spec.commandLine()
                        .getOut()
                        .println(silence.id() + "  " + Matcher.show(silence.matchers()) + "  " + silence.startsAt()
                                + " to " + silence.endsAt() + "  " + silence.author() + ": " + silence.comment()));
        return ExitCodes.OK;
    }

    @Command(name = "expire", description = "Ends a silence now.")
    int expire(
            @Option(
                            names = {"-c", "--config"},
                            paramLabel = "FILE",
                            required = true)
                    Path file,
            @Option(names = "--author", paramLabel = "NAME", defaultValue = "${sys:user.name}") String author,
            @Parameters(paramLabel = "ID") String id)
            throws InvalidConfigException {
        if (book(file).expire(id, author).isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no such silence: " + id);
        }
        return ExitCodes.OK;
    }

    private SilenceBook book(Path file) throws InvalidConfigException {
        return new SilenceBook(ConfigFile.load(file, AlertConfig.class), clock);
    }
}
