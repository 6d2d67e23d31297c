package dev.probeline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.TopicProvisioner.Report;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaClusterExtension.class)
class TopicProvisionerIT {
    private static final short ONE = 1;

    KafkaCluster cluster;

    @Test
    void createsWhatIsMissingAsDeclaredAndThenHasNothingToDo() {
        try (Admin admin = admin()) {
            Report first = TopicProvisioner.ensure(admin, Topics.all(), ONE);
            Report second = TopicProvisioner.ensure(admin, Topics.all(), ONE);
            assertThat(first.created())
                    .containsExactlyInAnyOrder(
                            "probe-results",
                            "probe-metrics",
                            "alert-events",
                            "probeline-dead-letters",
                            "probeline-open-alerts",
                            "probeline-incidents",
                            "probeline-silences",
                            "probeline-notification-log");
            assertThat(first.differences()).isEmpty();
            assertThat(second.created()).isEmpty();
            assertThat(second.differences()).isEmpty();
        }
    }

    @Test
    void saysHowATopicDiffersAndLeavesItSo() throws Exception {
        TopicDeclaration declared = new TopicDeclaration("differs", 6, Map.of("retention.ms", "604800000"));
        try (Admin admin = admin()) {
            NewTopic other = new NewTopic("differs", Optional.of(3), Optional.of(ONE));
            admin.createTopics(List.of(other.configs(Map.of("retention.ms", "1000"))))
                    .all()
                    .get();
            for (int i = 0; i < 2; i++) {
                Report report = TopicProvisioner.ensure(admin, List.of(declared), ONE);
                assertThat(report.created()).isEmpty();
                assertThat(report.differences())
                        .map(TopicDifference::toString)
                        .containsExactly(
                                "topic differs: partitions: 3 (expected: 6)",
                                "topic differs: retention.ms: 1000 (expected: 604800000)");
            }
        }
    }

    @Test
    void saysThatATopicHasFewerReplicasThanDeclared() {
        TopicDeclaration declared = new TopicDeclaration("replicas", 1, Map.of());
        try (Admin admin = admin()) {
            TopicProvisioner.ensure(admin, List.of(declared), ONE);
            assertThat(TopicProvisioner.ensure(admin, List.of(declared), (short) 3)
                            .differences())
                    .map(TopicDifference::toString)
                    .containsExactly(
                            "topic replicas: replication.factor: 1 (expected: 3)",
                            "topic replicas: min.insync.replicas: 1 (expected: 2)");
        }
    }

    @Test
    void manyAtOnceCreateEachTopicOnce() {
        List<TopicDeclaration> declared = List.of(Topics.shares("eu"), Topics.shares("us"));
        try (Admin admin = admin()) {
            List<CompletableFuture<Report>> all = List.of(start(admin, declared), start(admin, declared));
            assertThat(all.stream().flatMap(report -> report.join().created().stream()))
                    .containsExactlyInAnyOrder("probeline-shares-eu", "probeline-shares-us");
            assertThat(all)
                    .allSatisfy(
                            report -> assertThat(report.join().differences()).isEmpty());
        }
    }

    @Test
    void moreReplicasThanBrokersIsTheClustersError() {
        try (Admin admin = admin()) {
            List<TopicDeclaration> declared = List.of(new TopicDeclaration("too-many", 1, Map.of()));
            assertThatThrownBy(() -> TopicProvisioner.ensure(admin, declared, (short) 3))
                    .isInstanceOf(InvalidReplicationFactorException.class);
        }
    }

    private static CompletableFuture<Report> start(Admin admin, List<TopicDeclaration> declared) {
        return CompletableFuture.supplyAsync(() -> TopicProvisioner.ensure(admin, declared, ONE));
    }

    private Admin admin() {
        return Admin.create(cluster.getKafkaClientConfiguration());
    }
}
