package dev.probeline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all images have in common, read from their Dockerfiles. */
class ImagesTest {
    private static final List<String> MODULES = List.of(
            "simulator",
            "probe-producer",
            "stream-aggregator",
            "alert-consumer",
            "dashboard",
            "quickstart",
            "deployment");

    @Test
    void shareTheirFirstStageSoThatTheSecondIsBuiltInSeconds() {
        assertThat(MODULES.stream().map(ImagesTest::firstStage).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(firstStage("simulator")).contains("deployment/package-all");
        assertThat(Tree.text("deployment/package-all")).contains(" -pl " + String.join(",", MODULES) + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"simulator", "probe-producer", "stream-aggregator", "alert-consumer", "dashboard", "deployment"})
    void runTheirServiceAsNobodyWithLabels(String module) throws Exception {
        String file = dockerfile(module);

        assertThat(file)
                .contains("\nUSER 10001:10001\n")
                .contains("ENTRYPOINT [\"java\", \"@/opt/probeline/bin/jvm.options\"");
        assertThat(Class.forName(first(file, "\"(dev\\.probeline[A-Za-z.]+Main)\"]"))
                        .getMethod("main", String[].class))
                .isNotNull();
        for (String label : List.of("title", "description", "licenses", "vendor", "version", "revision")) {
            assertThat(file).contains("org.opencontainers.image." + label + "=\"");
        }
        assertThat(file.contains("HEALTHCHECK")).isEqualTo(!module.equals("deployment"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulator",
                "probe-producer",
                "stream-aggregator",
                "alert-consumer",
                "dashboard",
                "deployment",
                "quickstart"
            })
    void holdEveryModuleOfOursThatTheServiceNeeds(String module) {
        Set<String> copied = all(dockerfile(module), "/src/([a-z-]+)/target/[a-z-]+(?:-\\*)?\\.jar");

        assertThat(copied).isEqualTo(needed(module));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulator", "probe-producer", "stream-aggregator", "alert-consumer", "dashboard"})
    void runTheSameMainWhenMadeWithoutDocker(String module) {
        assertThat(Tree.text(module + "/pom.xml"))
                .contains("<image.main>" + first(dockerfile(module), "\"(dev\\.probeline[A-Za-z.]+Main)\"]")
                        + "</image.main>");
    }

    private static Set<String> needed(String module) {
        Set<String> needed = new HashSet<>(Set.of(module));
        Pattern dependency =
                Pattern.compile("<groupId>dev\\.probeline</groupId><artifactId>([a-z-]+)</artifactId></dependency>");
        dependency
                .matcher(Tree.text(module + "/pom.xml"))
                .results()
                .map(found -> found.group(1))
                .forEach(dependent -> needed.addAll(needed(dependent)));
        return needed;
    }

    private static String dockerfile(String module) {
        return Tree.text(module + "/Dockerfile");
    }

    private static String firstStage(String module) {
        return first(dockerfile(module), "(?s)(ARG MAVEN_IMAGE.*?)\nFROM \\$\\{JRE_IMAGE}");
    }

    private static String first(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
