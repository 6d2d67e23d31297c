package dev.probeline.runtime.cli;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.ConfigSchema;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.reload.ConfigWatch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options every service has: a {@code @Mixin}. */
public final class ConfigOptions {
    // Not required for the parser, which would want it beside --print-schema too.
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration, YAML. Required to start.")
    private Path file;

    @Option(
            names = "--check-config",
            description = "Read and validate the configuration, tell every fault of it, and exit: 0 valid, 2 not.")
    private boolean checkOnly;

    @Option(
            names = "--print-schema",
            description = "Print the JSON Schema of the configuration, for editors, and exit.")
    private boolean printSchema;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private ConfigWatch watch;

    /**
     * The configuration to start with; nothing where the command line only asked to check it or for its schema, which
     * has then been answered.
     *
     * @throws InvalidConfigException with all faults; {@link Cli} prints it and exits with 2
     */
    public <T extends Record> Optional<T> toStart(Class<T> type) throws InvalidConfigException {
        PrintWriter out = command.commandLine().getOut();
        if (printSchema) {
            out.print(ConfigSchema.of(type));
            out.flush();
            return Optional.empty();
        }
        watch = new ConfigWatch(List.of(file()));
        T config = ConfigFile.load(file, type);
        if (checkOnly) {
            out.println(file + ": valid");
            return Optional.empty();
        }
        return Optional.of(config);
    }

    /** Watches the file since before it was read. */
    public ConfigWatch watch() {
        return watch;
    }

    public Path file() {
        if (file == null) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--config=FILE'");
        }
        return file;
    }
}
