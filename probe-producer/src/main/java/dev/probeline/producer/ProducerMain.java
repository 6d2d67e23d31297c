package dev.probeline.producer;

import dev.probeline.producer.config.Target;
import dev.probeline.producer.io.Waterfall;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ConfigOptions;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.http.AdminServer;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code probe-producer}: probes LLM APIs and publishes every attempt to Kafka. */
@Command(
        name = "probe-producer",
        description = "Probes LLM APIs at a fixed rate and publishes every attempt to the Kafka topic probe-results.",
        footer = {
            "",
            "Try a target before anything else, without Kafka:",
            "  probe-producer --config prober.yaml --once gpt-4o-mini",
            "",
            "Several instances of one region share its targets when each runs with the same",
            "configuration and scale_out: true (the default). SIGTERM drains: running probes end,",
            "all results are flushed."
        })
public final class ProducerMain implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--once",
            paramLabel = "TARGET",
            description = "Probe this target once, print the phases and every field, and exit: 0 success, 1 failure.")
    private String once;

    @Spec
    private CommandSpec spec;

    public static void main(String... args) {
        Cli.main(new ProducerMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        Optional<ProducerConfig> chosen = options.toStart(ProducerConfig.class);
        if (chosen.isEmpty()) {
            return ExitCodes.OK;
        }
        ProducerConfig config = chosen.get();
        PrometheusMeterRegistry registry = Metrics.create("probe-producer", Map.of());
        return once == null ? serve(config, registry) : probeOnce(config, registry);
    }

    private static int serve(ProducerConfig config, PrometheusMeterRegistry registry) throws InterruptedException {
        try (Shutdown shutdown = new Shutdown()) {
            shutdown.installSignalHandler();
            ProbeProducer producer = new ProbeProducer(config, registry);
            AdminServer admin = new AdminServer(config.http(), registry, producer.checks());
            admin.start();
            shutdown.onClose("admin server", Duration.ofSeconds(1), admin);
            producer.start();
            shutdown.onClose("prober", config.drain().plusSeconds(10), producer);
            shutdown.await();
        }
        return ExitCodes.OK;
    }

    private int probeOnce(ProducerConfig config, PrometheusMeterRegistry registry) {
        if (config.targets().stream().noneMatch(target -> target.name().equals(once))) {
            String names = config.targets().stream().map(Target::name).collect(Collectors.joining(", "));
            throw new ParameterException(
                    spec.commandLine(), "--once: " + once + " (expected: one of the targets " + names + ")");
        }
        List<ProbeResult> attempts = new ArrayList<>();
        try (ProbeProducer producer = new ProbeProducer(config, registry)) {
            producer.once(once, attempt -> {
                attempts.add(attempt);
                spec.commandLine().getOut().println(Waterfall.of(attempt));
                spec.commandLine().getOut().flush();
            });
        }
        return attempts.get(attempts.size() - 1).getOutcome() == Outcome.success ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
