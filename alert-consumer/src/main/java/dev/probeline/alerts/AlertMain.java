package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.ConfigSchema;
import dev.probeline.runtime.http.AdminServer;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.runtime.metrics.Metrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the alert consumer as a process. */
@Command(
        name = "alert-consumer",
        subcommands = {
            CheckRules.class,
            TestRules.class,
            Replay.class,
            ListAlerts.class,
            SendTest.class,
            DryRun.class,
            SilenceCommand.class,
            Acknowledge.class
        },
        description = {
            "Evaluates alert rules over probe metrics and notifies people.",
            "",
            "Reads the topic probe-metrics, writes alert-events, and delivers those to the receivers of the",
            "configuration. Without rule_files the built-in rules apply. To validate rules in a build:",
            "  alert-consumer check-rules rules/*.yml",
            "and to see what they tell, and when:",
            "  alert-consumer test-rules stories/*.yml",
            "What they would have told of the last week, and what is open now:",
            "  alert-consumer replay --config alerts.yaml --from 7d",
            "  alert-consumer alerts --config alerts.yaml"
        })
final class AlertMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    // Not required for the parser, which would want it for the subcommands too.
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration, YAML. Required to start.")
    private Path file;

    @Option(
            names = "--check-config",
            description =
                    "Read and validate the configuration and its rules, tell every fault, and exit: 0 valid, 2 not.")
    private boolean checkOnly;

    @Option(
            names = "--print-schema",
            description = "Print the JSON Schema of the configuration, for editors, and exit; that of rule files:"
                    + " check-rules --print-schema.")
    private boolean printSchema;

    public static void main(String[] args) {
        Cli.main(new AlertMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        if (printSchema) {
            spec.commandLine().getOut().print(ConfigSchema.of(AlertConfig.class));
            spec.commandLine().getOut().flush();
            return ExitCodes.OK;
        }
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
        }
        AlertConfig config = ConfigFile.load(file, AlertConfig.class);
        if (checkOnly) {
            int rules = RuleBook.load(config.ruleFiles()).size();
            System.out.println(file + ": valid, " + rules + " rules");
            return ExitCodes.OK;
        }
        PrometheusMeterRegistry registry = Metrics.create("alert-consumer", Map.of());
        try (Shutdown shutdown = new Shutdown()) {
            AlertConsumer consumer = new AlertConsumer(config, registry);
            shutdown.onClose("alert consumer", Duration.ofSeconds(25), consumer);
            AdminServer admin = new AdminServer(config.http(), registry, consumer.checks());
            shutdown.onClose("admin server", Duration.ofSeconds(2), admin);
            shutdown.installSignalHandler();
            admin.start();
            consumer.start();
            shutdown.await();
        }
        return ExitCodes.OK;
    }
}
