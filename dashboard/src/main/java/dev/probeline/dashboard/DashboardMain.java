package dev.probeline.dashboard;

import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ConfigOptions;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.http.AdminServer;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.runtime.metrics.Metrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the dashboard as a process. */
@Command(
        name = "dashboard",
        description = {
            "Serves the live page: every series, its last 24 h, and what fires.",
            "",
            "Reads the topics probe-metrics, alert-events and probe-results, writes none of them, and keeps nothing:",
            "any number may run. It listens on loopback unless its configuration says who may look."
        })
final class DashboardMain implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    public static void main(String[] args) {
        Cli.main(new DashboardMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        Optional<DashboardConfig> config = options.toStart(DashboardConfig.class);
        if (config.isPresent()) {
            run(config.get());
        }
        return ExitCodes.OK;
    }

    private static void run(DashboardConfig config) throws InterruptedException {
        PrometheusMeterRegistry registry = Metrics.create("dashboard", Map.of());
        try (Shutdown shutdown = new Shutdown()) {
            Dashboard dashboard = new Dashboard(config, registry);
            shutdown.onClose("dashboard", Duration.ofSeconds(5), dashboard);
            AdminServer admin = new AdminServer(config.http(), registry, dashboard.checks());
            shutdown.onClose("admin server", Duration.ofSeconds(2), admin);
            shutdown.installSignalHandler();
            admin.start();
            dashboard.start();
            shutdown.await();
        }
    }
}
