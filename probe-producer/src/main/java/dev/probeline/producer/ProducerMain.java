package dev.probeline.producer;

import dev.probeline.producer.config.Target;
import dev.probeline.producer.io.EventJson;
import dev.probeline.producer.io.Ink;
import dev.probeline.producer.io.Waterfall;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ConfigOptions;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.http.AdminServer;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.runtime.metrics.Telemetry;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
        description = {
            "Probes LLM APIs at a fixed rate and publishes every attempt to the Kafka topic probe-results.",
            "",
            "Instances of one region that run with the same configuration share its targets. A change of the file's"
                    + " targets, prices or budgets is at work within seconds; a faulty file is refused whole, and what"
                    + " ran goes on. SIGTERM drains: running probes end, all results are flushed.",
            ""
        },
        footerHeading = "%nTo begin with:%n",
        // What picocli is to print as ${…} is written $${…}: else it would put the variable's value there.
        footer = {
            "  probe-producer --print-schema > probe-producer.schema.json    for editors",
            "  probe-producer -c prober.yaml --check-config    every fault, and its line",
            "  probe-producer -c prober.yaml --once chat       try a target without Kafka",
            "  probe-producer -c prober.yaml --once chat --json | jq .error_type",
            "  probe-producer -c prober.yaml                   run",
            "",
            "A configuration needs little:",
            "  # yaml-language-server: $schema=probe-producer.schema.json",
            "  region: eu-west",
            "  kafka:",
            "    bootstrap_servers: localhost:9092",
            "    schema_registry_url: http://localhost:8081",
            "  targets:",
            "    - {name: chat, model: gpt-4o-mini, api_key: '$${env:OPENAI_API_KEY}'}",
            "",
            "Environment: LOG_LEVEL=debug|info|warn|error, LOG_FORMAT=text|json, NO_COLOR=1"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it did what was asked; with --once: the probe succeeded",
            "1:it could not; with --once: the probe failed",
            "2:the command line or the configuration is wrong"
        })
public final class ProducerMain implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--once",
            paramLabel = "TARGET",
            description = "Probe this target once, with its retries, and exit. Shows for each attempt how its time was"
                    + " spent, and every field of its event.")
    private String once;

    @Option(names = "--json", description = "With --once: print the events instead, one line of JSON per attempt.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String... args) {
        // Before any name is resolved: what is measured is the resolver and not Java's own memory of its answers.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Cli.main(new ProducerMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        if (json && once == null) {
            throw new ParameterException(spec.commandLine(), "--json: without --once (expected: --once TARGET --json)");
        }
        Optional<ProducerConfig> chosen = options.toStart(ProducerConfig.class);
        if (chosen.isEmpty()) {
            return ExitCodes.OK;
        }
        return once == null ? serve(chosen.get()) : probeOnce(chosen.get());
    }

    private int serve(ProducerConfig config) throws InterruptedException {
        try (Shutdown shutdown = new Shutdown()) {
            shutdown.installSignalHandler();
            Telemetry telemetry =
                    new Telemetry("probe-producer", Map.of("cloud.region", config.region()), config.otlp());
            shutdown.onClose("metrics", Duration.ofSeconds(3), telemetry);
            ProbeProducer producer = new ProbeProducer(config, telemetry.meters());
            AdminServer admin = new AdminServer(config.http(), telemetry.page(), producer.checks());
            admin.start();
            shutdown.onClose("admin server", Duration.ofSeconds(1), admin);
            producer.start();
            shutdown.onClose("prober", config.drain().plusSeconds(10), producer);
            options.watch().start(new HotReload(options.file(), producer, config), telemetry.meters());
            shutdown.onClose("configuration", Duration.ofSeconds(1), options.watch());
            shutdown.await();
        }
        return ExitCodes.OK;
    }

    private int probeOnce(ProducerConfig config) {
        if (config.targets().stream().noneMatch(target -> target.name().equals(once))) {
            String names = config.targets().stream().map(Target::name).collect(Collectors.joining(", "));
            throw new ParameterException(
                    spec.commandLine(), "--once: " + once + " (expected: one of the targets " + names + ")");
        }
        PrintWriter out = spec.commandLine().getOut();
        Function<ProbeResult, String> text = json ? EventJson::of : new Waterfall(Ink.ofTerminal())::of;
        List<ProbeResult> attempts = new ArrayList<>();
        try (ProbeProducer producer = new ProbeProducer(config, new SimpleMeterRegistry())) {
            producer.once(once, attempt -> {
                attempts.add(attempt);
                out.println(text.apply(attempt));
                out.flush();
            });
        }
        return attempts.get(attempts.size() - 1).getOutcome() == Outcome.success ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
