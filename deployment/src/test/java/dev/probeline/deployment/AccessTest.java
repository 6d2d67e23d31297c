package dev.probeline.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.aggregator.AggregatorConfig;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.schemas.TopicDeclaration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, as it follows from the declarations of topics and the names the services use. */
class AccessTest {
    private static final Path FILE = Tree.ROOT.resolve("k8s/overlays/kafka/installation.yaml");

    @Test
    void theManifestsForTheClustersOwnersAreWhatTheDeclarationsSay() throws Exception {
        assertThat(Tree.text("k8s/overlays/kafka/topics-and-users.yaml"))
                .as("fix: provision strimzi --config k8s/overlays/kafka/installation.yaml > topics-and-users.yaml")
                .isEqualTo(new StrimziYaml(installation()).print());
    }

    @Test
    void rightsAreInTheNamesThatTheServicesUse(@TempDir Path folder) throws Exception {
        AggregatorConfig aggregator = (AggregatorConfig) ConfigsOfServices.check(
                "stream-aggregator.yaml",
                Tree.text("k8s/overlays/central/stream-aggregator.yaml"),
                name -> "x",
                folder);
        AlertConfig alerts = (AlertConfig) ConfigsOfServices.check(
                "alert-consumer.yaml", Tree.text("k8s/overlays/central/alert-consumer.yaml"), name -> "x", folder);

        assertThat(aggregator.applicationId()).isEqualTo(Principal.AGGREGATOR_APPLICATION);
        assertThat(alerts.applicationId()).isEqualTo(Principal.ALERTS_APPLICATION);
    }

    @Test
    void rightsAreForDeclaredTopicsAndOnesOwnInternalOnes() throws Exception {
        Installation installation = installation();
        Set<String> declared =
                installation.topics().stream().map(TopicDeclaration::name).collect(Collectors.toSet());
        for (Principal principal : installation.principals()) {
            for (Right right : principal.rights()) {
                if (right.type() == ResourceType.TOPIC) {
                    boolean internal = right.pattern() == PatternType.PREFIXED;
                    assertThat(
                                    internal
                                            ? declared.stream().noneMatch(topic -> topic.startsWith(right.name()))
                                            : declared.contains(right.name()))
                            .as(principal.name() + ": " + right)
                            .isTrue();
                    assertThat(internal || !right.operations().contains(AclOperation.CREATE))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void noPrincipalMayDoTheSameToAnInternalTopicAsAnother() throws Exception {
        List<String> prefixes = installation().principals().stream()
                .flatMap(principal -> principal.rights().stream())
                .filter(right -> right.type() == ResourceType.TOPIC && right.pattern() == PatternType.PREFIXED)
                .map(Right::name)
                .toList();

        assertThat(prefixes)
                .hasSize(2)
                .noneMatch(prefix ->
                        prefixes.stream().anyMatch(other -> !other.equals(prefix) && prefix.startsWith(other)));
    }

    @Test
    void onlyWhoBoundsItsSpendingMayReadResults() {
        assertThat(Principal.prober("eu", false).rights().toString()).doesNotContain("probe-results: describe, read");
        assertThat(Principal.prober("eu", true).rights().toString()).contains("probe-results: describe, read, write");
    }

    @Test
    void aNameThatNoResourceCanHaveIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> ConfigFile.parse("regions: [EU west]", "x", Installation.class, name -> null))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("EU west (expected: lower case letters");
    }

    @Test
    void printingNeedsNoClusterAndCreatingSaysThatItDoes() {
        assertThat(Cli.run(new ProvisionMain(), "list", "--config", FILE.toString()))
                .isZero();
        assertThat(Cli.run(new ProvisionMain(), "topics", "--config", FILE.toString()))
                .isEqualTo(2);
    }

    private static Installation installation() throws Exception {
        Installation installation = ConfigFile.load(FILE, Installation.class);
        assertThat(installation.kafka()).isEqualTo(Optional.empty());
        return installation;
    }
}
