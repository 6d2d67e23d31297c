package dev.probeline.simulator;

import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.lifecycle.Shutdown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulator on its own. */
@Command(
        name = "simulator",
        description = {
            "An OpenAI-compatible API with scripted faults; also Anthropic's /v1/messages, and Azure's /openai/deployments.",
            "",
            "Point any client at the base URL it prints. Faults are switched by the configuration, by a script, or while"
                    + " it runs:",
            "  curl -d '{fault: http_500, model: gpt-*, share: 0.5, for: 90s}' http://127.0.0.1:8080/control/faults",
            "  curl http://127.0.0.1:8080/control/catalogue    all faults and extra ports",
            "  curl http://127.0.0.1:8080/control/truth        what was really done, and when",
            "  curl -X POST http://127.0.0.1:8080/control/script/start",
            "  curl -X POST 'http://127.0.0.1:8080/control/ports?name=tls_expired'",
            ""
        })
final class SimulatorMain implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration, YAML. Without it: a few models, any key, no faults.")
    private Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "Instead of the configured one; 0 takes any free one.")
    private Integer port;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "A file with a `script`, to run from the start instead of the configured one.")
    private Path script;

    @Option(names = "--check-config", description = "Validate, tell every fault, and exit: 0 valid, 2 not.")
    private boolean checkOnly;

    public static void main(String[] args) {
        Cli.main(new SimulatorMain(), args);
    }

    @Override
    public Integer call() throws Exception {
        SimulatorConfig chosen = chosen();
        if (checkOnly) {
            System.out.println("The configuration is valid.");
            return ExitCodes.OK;
        }
        try (Shutdown shutdown = new Shutdown()) {
            Simulator simulator = new Simulator(chosen);
            shutdown.onClose("simulator", Duration.ofSeconds(3), simulator);
            simulator.start();
            shutdown.installSignalHandler();
            greet(simulator, chosen);
            shutdown.await();
        }
        return ExitCodes.OK;
    }

    private SimulatorConfig chosen() throws InvalidConfigException {
        SimulatorConfig base =
                config == null ? SimulatorConfig.example() : ConfigFile.load(config, SimulatorConfig.class);
        SimulatorConfig scripted = script == null
                ? base
                : base.withScript(ConfigFile.load(script, ScriptFile.class).script());
        return Optional.ofNullable(port).map(scripted::withPort).orElse(scripted);
    }

    private static void greet(Simulator simulator, SimulatorConfig config) {
        String model = config.models().keySet().iterator().next();
        System.out.println("Simulator listens on " + simulator.baseUrl());
        System.out.println("Try:");
        System.out.println("  curl -N " + simulator.baseUrl() + "/chat/completions -H 'Authorization: Bearer KEY'"
                + " -H 'Content-Type: application/json' \\");
        System.out.println("    -d '{\"model\":\"" + model + "\",\"stream\":true,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}'");
    }
}
