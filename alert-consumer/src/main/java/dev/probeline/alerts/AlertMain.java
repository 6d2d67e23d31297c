package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ConfigOptions;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.http.AdminServer;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.runtime.metrics.Metrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the alert consumer as a process. */
@Command(
        name = "alert-consumer",
        subcommands = CheckRules.class,
        description = {
            "Evaluates alert rules over probe metrics and notifies people.",
            "",
            "Reads the topic probe-metrics, writes alert-events, and delivers those to the receivers of the",
            "configuration. Without rule_files the built-in rules apply. To validate rules in a build:",
            "  alert-consumer check-rules rules/*.yml"
        })
final class AlertMain implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    public static void main(String[] args) {
        Cli.main(new AlertMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        AlertConfig config = options.load(AlertConfig.class);
        if (options.checkOnly()) {
            int rules = RuleBook.load(config.ruleFiles()).size();
            System.out.println(options.valid() + ", " + rules + " rules");
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
