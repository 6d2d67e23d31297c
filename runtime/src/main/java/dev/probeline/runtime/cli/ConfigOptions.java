package dev.probeline.runtime.cli;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options every service has: a {@code @Mixin}. */
public final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration, YAML.")
    private Path file;

    @Option(
            names = "--check-config",
            description = "Read and validate the configuration, tell every fault of it, and exit: 0 valid, 2 not.")
    private boolean checkOnly;

    /** @throws InvalidConfigException with all faults; {@link Cli} prints it and exits with 2 */
    public <T extends Record> T load(Class<T> type) throws InvalidConfigException {
        return ConfigFile.load(file, type);
    }

    public Path file() {
        return file;
    }

    /** Nothing is to be started; say so with {@link #valid()}. */
    public boolean checkOnly() {
        return checkOnly;
    }

    /** What is printed after a successful check. */
    public String valid() {
        return file + ": valid";
    }
}
