package dev.probeline.simulator;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.simulator.core.FaultRule;
import dev.probeline.simulator.core.Latency;
import dev.probeline.simulator.core.Model;
import dev.probeline.simulator.core.Region;
import dev.probeline.simulator.core.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Everything that can be set. {@code simulator.yaml} in the resources is an example with all of it explained.
 *
 * @param keys API keys by alias; without any, every key is taken
 * @param faults switched on from the start
 * @param script switched on when the script is started, or with {@code startScript} at once
 * @param truthCapacity how many requests the record of truth remembers
 */
public record SimulatorConfig(
        @Default("{}") HttpSettings listen,
        @Default("1") int threads,
        @Default("1") long seed,
        @Default("X-Simulated-Region") String regionHeader,
        @Default("org-simulated") String organization,
        @Default("proj_simulated") String project,
        @Default("{}") Map<String, Secret> keys,
        @Default("{}") Map<String, Region> regions,
        Map<String, Model> models,
        @Default("{median: 20ms, sigma: 0.2}") Latency errorLatency,
        @Default("[]") List<FaultRule> faults,
        @Default("[]") List<FaultRule> script,
        @Default("false") boolean startScript,
        @Default("200000") int truthCapacity) {

    private static final String EXAMPLE = "simulator.yaml";

    public SimulatorConfig {
        new Expect()
                .that(threads >= 1 && threads <= 256, "threads", threads, "1 to 256")
                .that(regionHeader.matches("[A-Za-z0-9-]+"), "region_header", regionHeader, "a header's name")
                .that(!models.isEmpty(), "models", "{}", "at least one model")
                .that(truthCapacity >= 1, "truth_capacity", truthCapacity, "at least 1")
                .orThrow();
    }

    /** The example that comes with the simulator: a few models, three regions, any key, no faults, a free port. */
    public static SimulatorConfig example() {
        try (InputStream in = SimulatorConfig.class.getResourceAsStream(EXAMPLE)) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ConfigFile.parse(yaml, EXAMPLE, SimulatorConfig.class, System::getenv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidConfigException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    public SimulatorConfig withPort(int port) {
        return new SimulatorConfig(
                new HttpSettings(listen.bind(), port),
                threads,
                seed,
                regionHeader,
                organization,
                project,
                keys,
                regions,
                models,
                errorLatency,
                faults,
                script,
                startScript,
                truthCapacity);
    }

    /** The same with another script that runs from the start. */
    public SimulatorConfig withScript(List<FaultRule> rules) {
        return new SimulatorConfig(
                listen,
                threads,
                seed,
                regionHeader,
                organization,
                project,
                keys,
                regions,
                models,
                errorLatency,
                faults,
                rules,
                true,
                truthCapacity);
    }

    Settings settings() {
        return new Settings(seed, organization, project, keys, regions, models, errorLatency);
    }
}
