package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which cluster a command looks at: that of a configuration, or one named on the command line. */
final class ClusterOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The service's configuration: its cluster, its security and its rule files.")
    private Path config;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "A cluster without security.")
    private String bootstrapServers;

    @Option(names = "--schema-registry", paramLabel = "URL", description = "Its schema registry.")
    private String schemaRegistry = "";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    KafkaSettings kafka() throws InvalidConfigException {
        if ((config == null) == (bootstrapServers == null)) {
            throw new ParameterException(
                    command.commandLine(), "one of --config and --bootstrap-servers is needed, and not both");
        }
        return config == null ? KafkaSettings.of(bootstrapServers, schemaRegistry) : read().kafka();
    }

    /** Of the configuration; none means the built-in rules. */
    List<Path> ruleFiles() throws InvalidConfigException {
        return config == null ? List.of() : read().ruleFiles();
    }

    private AlertConfig read() throws InvalidConfigException {
        return ConfigFile.load(config, AlertConfig.class);
    }
}
