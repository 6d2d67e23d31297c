package dev.probeline.deployment.security;

import static dev.probeline.deployment.security.SecuredCluster.AGGREGATOR;
import static dev.probeline.deployment.security.SecuredCluster.ALERTS;
import static dev.probeline.deployment.security.SecuredCluster.DASHBOARD;
import static dev.probeline.deployment.security.SecuredCluster.EU;
import static dev.probeline.deployment.security.SecuredCluster.READER;
import static dev.probeline.deployment.security.SecuredCluster.US;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a leaked secret of each principal is not good for: every act is tried on a real broker and refused by it. */
class ForbiddenActsIT {
    private static final String RESULTS = "probe-results";
    private static final String METRICS = "probe-metrics";
    private static final String ALERT_EVENTS = "alert-events";

    /** Internal topics as the applications make them; what matters is whose prefix they have. */
    private static final String SLICES = "probeline-aggregator-slices-changelog";

    private static final String ALERT_STATE = "probeline-alerts-alert-state-changelog";

    @TempDir
    static Path folder;

    private static SecuredCluster cluster;

    private record Act(String principal, String name, Try attempt) {}

    private interface Try {
        void with(Attempts attempts) throws Exception;
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = new SecuredCluster(folder);
        new Attempts(cluster.clientOf(SecuredBroker.ADMIN))
                .asAdmin(admin -> admin.createTopics(Stream.of(SLICES, ALERT_STATE)
                                .map(name -> new NewTopic(name, 1, (short) 1))
                                .toList())
                        .all());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return acts().stream()
                .map(act -> DynamicTest.dynamicTest(act.principal + " " + act.name, () -> {
                    Attempts attempts = new Attempts(cluster.clientOf(act.principal));
                    assertThatThrownBy(() -> act.attempt.with(attempts)).isInstanceOf(AuthorizationException.class);
                }));
    }

    /** The attempts themselves are sound: with the right to it, each kind of act goes through. */
    @Test
    void lettingWhoMayDoTheSame() throws Exception {
        Attempts admin = new Attempts(cluster.clientOf(SecuredBroker.ADMIN));

        assertThatCode(() -> {
                    admin.write(RESULTS);
                    admin.read(RESULTS);
                    admin.join("any", RESULTS);
                    admin.commit("any-other", RESULTS);
                    admin.useTransactions("any");
                    admin.asAdmin(
                            client -> client.deleteRecords(records(RESULTS)).all());
                    admin.asAdmin(client -> client.incrementalAlterConfigs(
                                    Map.of(new ConfigResource(ConfigResource.Type.TOPIC, RESULTS), List.of()))
                            .all());
                })
                .doesNotThrowAnyException();
    }

    @Test
    void letsTheDashboardReadWhatItShows() throws Exception {
        Attempts admin = new Attempts(cluster.clientOf(SecuredBroker.ADMIN));
        Attempts dashboard = new Attempts(cluster.clientOf(DASHBOARD));

        for (String topic : List.of(METRICS, ALERT_EVENTS, RESULTS, "probeline-dead-letters")) {
            admin.write(topic);
            assertThatCode(() -> dashboard.read(topic)).as(topic).doesNotThrowAnyException();
        }
    }

    @Test
    void keepsOutWhoHasAWrongPasswordOrNoCertificate() throws Exception {
        Map<String, Object> wrong = new HashMap<>(cluster.clientOf(EU));
        wrong.computeIfPresent(
                "sasl.jaas.config", (name, jaas) -> jaas.toString().replace(EU + "-secret", "guessed"));
        Map<String, Object> bare = new HashMap<>(cluster.clientOf(US));
        bare.keySet().removeIf(name -> name.startsWith("ssl.keystore"));

        for (Map<String, Object> client : List.of(wrong, bare)) {
            assertThatThrownBy(() -> new Attempts(client)
                            .asAdmin(admin -> admin.describeCluster().nodes()))
                    .isInstanceOf(AuthenticationException.class);
        }
    }

    private static List<Act> acts() {
        return Stream.of(prober(), aggregator(), alertConsumer(), dashboard(), reader())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Act> prober() {
        return List.of(
                new Act(EU, "reads results", tries -> tries.read(RESULTS)),
                new Act(EU, "reads metrics", tries -> tries.read(METRICS)),
                new Act(EU, "writes metrics", tries -> tries.write(METRICS)),
                new Act(EU, "writes alert events", tries -> tries.write(ALERT_EVENTS)),
                new Act(EU, "writes dead letters", tries -> tries.write("probeline-dead-letters")),
                new Act(EU, "reads another region's shares", tries -> tries.read("probeline-shares-us-east")),
                new Act(EU, "writes its own region's shares", tries -> tries.write("probeline-shares-eu-west")),
                new Act(
                        EU,
                        "joins another region's probers",
                        tries -> tries.join("probeline-probers-us-east", "probeline-shares-eu-west")),
                new Act(
                        US,
                        "commits in another region's group",
                        tries -> tries.commit("probeline-probers-eu-west", "probeline-shares-us-east")),
                new Act(
                        EU,
                        "takes another region's transactional id",
                        tries -> tries.useTransactions("probeline-probers-us-east-0")),
                new Act(
                        EU,
                        "fences the aggregator by its transactional id",
                        tries -> tries.useTransactions("probeline-aggregator-0")),
                new Act(
                        EU,
                        "makes a topic",
                        tries -> tries.asAdmin(admin -> admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                                .all())),
                new Act(
                        EU,
                        "deletes the results",
                        tries -> tries.asAdmin(
                                admin -> admin.deleteTopics(List.of(RESULTS)).all())),
                new Act(
                        EU,
                        "cuts the results",
                        tries -> tries.asAdmin(
                                admin -> admin.deleteRecords(records(RESULTS)).all())),
                new Act(
                        EU,
                        "changes the settings of the results",
                        tries -> tries.asAdmin(admin -> admin.incrementalAlterConfigs(
                                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, RESULTS), List.of()))
                                .all())),
                new Act(
                        EU,
                        "reads who may do what",
                        tries -> tries.asAdmin(admin ->
                                admin.describeAcls(AclBindingFilter.ANY).values())),
                new Act(
                        EU,
                        "takes rights away",
                        tries -> tries.asAdmin(admin ->
                                admin.deleteAcls(List.of(AclBindingFilter.ANY)).all())),
                new Act(
                        EU,
                        "changes another's password",
                        tries -> tries.asAdmin(admin -> admin.alterUserScramCredentials(
                                        List.of(new UserScramCredentialUpsertion(
                                                AGGREGATOR,
                                                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                                                "mine")))
                                .all())));
    }

    private static List<Act> aggregator() {
        return List.of(
                new Act(AGGREGATOR, "writes results", tries -> tries.write(RESULTS)),
                new Act(AGGREGATOR, "writes alert events", tries -> tries.write(ALERT_EVENTS)),
                new Act(AGGREGATOR, "reads alert events", tries -> tries.read(ALERT_EVENTS)),
                new Act(AGGREGATOR, "reads dead letters", tries -> tries.read("probeline-dead-letters")),
                new Act(AGGREGATOR, "reads the state of alerts", tries -> tries.read(ALERT_STATE)),
                new Act(AGGREGATOR, "forges the state of alerts", tries -> tries.write(ALERT_STATE)),
                new Act(
                        AGGREGATOR,
                        "takes the alert consumer's transactional id",
                        tries -> tries.useTransactions("probeline-alerts-0")),
                new Act(AGGREGATOR, "joins the alert consumers", tries -> tries.join("probeline-alerts", RESULTS)));
    }

    private static List<Act> alertConsumer() {
        return List.of(
                new Act(ALERTS, "writes metrics", tries -> tries.write(METRICS)),
                new Act(ALERTS, "reads results", tries -> tries.read(RESULTS)),
                new Act(ALERTS, "reads the aggregator's state", tries -> tries.read(SLICES)),
                new Act(
                        ALERTS,
                        "deletes the aggregator's state",
                        tries -> tries.asAdmin(
                                admin -> admin.deleteTopics(List.of(SLICES)).all())),
                new Act(
                        ALERTS,
                        "takes the aggregator's transactional id",
                        tries -> tries.useTransactions("probeline-aggregator-0")),
                new Act(
                        ALERTS,
                        "moves the aggregator's offsets",
                        tries -> tries.commit("probeline-aggregator", METRICS)));
    }

    private static List<Act> dashboard() {
        return List.of(
                new Act(DASHBOARD, "writes alert events", tries -> tries.write(ALERT_EVENTS)),
                new Act(DASHBOARD, "writes silences", tries -> tries.write("probeline-silences")),
                new Act(DASHBOARD, "joins the alert consumers", tries -> tries.join("probeline-alerts", METRICS)),
                new Act(DASHBOARD, "reads the alert consumers' state", tries -> tries.read(ALERT_STATE)));
    }

    private static List<Act> reader() {
        return List.of(
                new Act(READER, "writes metrics", tries -> tries.write(METRICS)),
                new Act(READER, "reads results", tries -> tries.read(RESULTS)),
                new Act(READER, "reads alert events", tries -> tries.read(ALERT_EVENTS)),
                new Act(
                        READER,
                        "moves the sink's offsets",
                        tries -> tries.commit("probeline-aggregator-influxdb", METRICS)),
                new Act(READER, "joins the alert consumers", tries -> tries.join("probeline-alerts", METRICS)),
                new Act(
                        READER,
                        "adds partitions to the metrics",
                        tries -> tries.asAdmin(
                                admin -> admin.createPartitions(Map.of(METRICS, NewPartitions.increaseTo(12)))
                                        .all())));
    }

    private static Map<TopicPartition, RecordsToDelete> records(String topic) {
        return Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(0));
    }
}
