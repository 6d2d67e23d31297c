package dev.probeline.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.probeline.producer.ProducerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker-compose.yml} without a Docker: what it refers to is there, and each service takes its configuration. */
class ComposeTest {
    private static final Map<String, Object> COMPOSE = Tree.yaml("docker-compose.yml");
    private static final Map<String, Object> SERVICES = Tree.map(COMPOSE.get("services"));
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET|API_KEY).*");

    @Test
    void everyServiceTakesTheConfigurationThatIsMounted(@TempDir Path folder) throws Exception {
        List<String> checked = new ArrayList<>();
        for (String name : SERVICES.keySet()) {
            for (String[] mount : mounts(name)) {
                if (mount[1].startsWith("/etc/probeline/") && mount[1].endsWith(".yaml")) {
                    Map<String, Object> env = Tree.map(service(name).get("environment"));
                    ConfigsOfServices.check(
                            mount[1].substring("/etc/probeline/".length()),
                            Tree.text(mount[0]),
                            variable ->
                                    DEFAULT.matcher((String) env.get(variable)).replaceAll("$1"),
                            folder);
                    checked.add(name);
                }
            }
        }
        assertThat(checked)
                .containsExactlyInAnyOrder(
                        "topics",
                        "simulator",
                        "prober-eu-west",
                        "prober-us-east",
                        "prober-live",
                        "aggregator",
                        "alert-consumer",
                        "dashboard");
    }

    @Test
    void everyRegionHasItsTopicOfShares(@TempDir Path folder) throws Exception {
        Installation installation = (Installation) ConfigsOfServices.check(
                "installation.yaml", Tree.text("compose/installation.yaml"), name -> null, folder);
        for (String name : SERVICES.keySet()) {
            Object region = Tree.map(service(name).get("environment")).get("REGION");
            if (region != null) {
                assertThat(installation.regions()).contains((String) region);
            }
        }
        ProducerConfig live = (ProducerConfig) ConfigsOfServices.check(
                "probe-producer.yaml", Tree.text("compose/prober-live.yaml"), name -> "live", folder);
        assertThat(live.budget().isBounded()).isTrue();
    }

    @Test
    void waitsOnlyForWhatCanBeSeenToBeHealthy() {
        for (String name : SERVICES.keySet()) {
            Tree.map(service(name).get("depends_on")).forEach((other, condition) -> {
                Map<String, Object> awaited = service(other);
                boolean healthy = "service_healthy".equals(Tree.map(condition).get("condition"));
                assertThat(awaited).as(name + " waits for " + other).isNotEmpty();
                assertThat(!healthy || awaited.containsKey("healthcheck") || imageSays(awaited))
                        .as(name + " waits for " + other)
                        .isTrue();
            });
        }
    }

    @Test
    void mountsWhatIsThere() {
        Map<String, Object> volumes = Tree.map(COMPOSE.get("volumes"));
        for (String name : SERVICES.keySet()) {
            for (String[] mount : mounts(name)) {
                boolean there = mount[0].startsWith("./")
                        ? Files.exists(Tree.ROOT.resolve(mount[0]))
                        : volumes.containsKey(mount[0]);
                assertThat(there).as(name + ": " + mount[0]).isTrue();
            }
        }
    }

    @Test
    void holdsNoSecretAndRunsOursWithNothingTheyDoNotNeed() {
        for (String name : SERVICES.keySet()) {
            Map<String, Object> service = service(name);
            Tree.map(service.get("environment"))
                    .forEach((variable, value) -> assertThat(
                                    !SECRET.matcher(variable).matches() || variable.endsWith("_FILE"))
                            .as(name + ": " + variable)
                            .isTrue());
            if (((String) service.get("image")).startsWith("probeline/")) {
                assertThat(service).as(name).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            }
            assertThat(service).as(name).containsKeys("mem_limit", "logging");
            for (Object port : Tree.list(service.get("ports"))) {
                assertThat((String) port).as(name).startsWith("127.0.0.1:");
            }
        }
    }

    @Test
    void isTakenByDockerCompose() throws Exception {
        assumeTrue(Tree.has("docker-compose", "version"), "SKIPPED: no docker-compose on this machine");

        for (String more : List.of("docker-compose.yml", "docker-compose.embedded.yml")) {
            Tree.Ran ran = Tree.run(
                    "docker-compose",
                    "-f",
                    "docker-compose.yml",
                    "-f",
                    more,
                    "--profile",
                    "live",
                    "--profile",
                    "observability",
                    "config",
                    "-q");
            assertThat(ran.code()).as(ran.output()).isZero();
        }
    }

    private static Map<String, Object> service(String name) {
        return Tree.map(SERVICES.get(name));
    }

    /** Source and target of each. */
    private static List<String[]> mounts(String name) {
        return Tree.<String>list(service(name).get("volumes")).stream()
                .map(mount -> mount.split(":", -1))
                .toList();
    }

    private static boolean imageSays(Map<String, Object> service) {
        Object file = Tree.map(service.get("build")).get("dockerfile");
        return file != null && Tree.text((String) file).contains("HEALTHCHECK");
    }
}
