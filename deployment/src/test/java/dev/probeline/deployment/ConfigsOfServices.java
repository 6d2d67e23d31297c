package dev.probeline.deployment;

import dev.probeline.aggregator.AggregatorConfig;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.producer.ProducerConfig;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a deployed configuration as {@code --check-config} of its service does, with a stand-in for each secret file. */
public final class ConfigsOfServices {
    private static final Map<String, Class<? extends Record>> BY_FILE = Map.of(
            "probe-producer.yaml",
            ProducerConfig.class,
            "stream-aggregator.yaml",
            AggregatorConfig.class,
            "alert-consumer.yaml",
            AlertConfig.class,
            "dashboard.yaml",
            DashboardConfig.class,
            "simulator.yaml",
            SimulatorConfig.class,
            "installation.yaml",
            Installation.class);

    private static final Pattern SECRET_FILE = Pattern.compile("\\$\\{file:(/[^}]+)}");

    private ConfigsOfServices() {}

    /**
     * @param file the name it is mounted as, which says whose it is
     * @throws dev.probeline.runtime.config.InvalidConfigException with all its faults
     */
    public static Record check(String file, String yaml, Function<String, String> env, Path folder) throws Exception {
        Record config = ConfigFile.parse(withSecrets(yaml, folder), file, BY_FILE.get(file), env);
        if (config instanceof AlertConfig alerts) {
            RuleBook.load(alerts.ruleFiles());
        }
        return config;
    }

    private static String withSecrets(String yaml, Path folder) throws IOException {
        Path secret = folder.resolve("secret");
        Files.writeString(secret, "stand-in-of-24-characters");
        return SECRET_FILE.matcher(yaml).replaceAll(Matcher.quoteReplacement("${file:" + secret + "}"));
    }
}
