package dev.probeline.aggregator;

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

/** Starts the stream aggregator as a process. */
@Command(
        name = "stream-aggregator",
        description = {
            "Turns probe results into windowed percentiles, error rates, tokens and headroom.",
            "",
            "Reads the topic probe-results and writes probe-metrics, exactly once; with influxdb in the",
            "configuration a sink copies the windows there. Instances with the same application_id share",
            "the partitions. SIGTERM commits and leaves; SIGKILL loses nothing either."
        })
final class AggregatorMain implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    public static void main(String... args) {
        Cli.main(new AggregatorMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        Optional<AggregatorConfig> chosen = options.toStart(AggregatorConfig.class);
        if (chosen.isEmpty()) {
            return ExitCodes.OK;
        }
        AggregatorConfig config = chosen.get();
        PrometheusMeterRegistry registry = Metrics.create("stream-aggregator", Map.of());
        try (Shutdown shutdown = new Shutdown()) {
            StreamAggregator aggregator = new StreamAggregator(config, registry);
            shutdown.onClose("stream aggregator", Duration.ofSeconds(20), aggregator);
            AdminServer admin = new AdminServer(config.http(), registry, aggregator.checks());
            shutdown.onClose("admin server", Duration.ofSeconds(2), admin);
            shutdown.installSignalHandler();
            admin.start();
            aggregator.start();
            shutdown.await();
        }
        return ExitCodes.OK;
    }
}
