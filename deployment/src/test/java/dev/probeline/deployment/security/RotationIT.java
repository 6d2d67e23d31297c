package dev.probeline.deployment.security;

import static dev.probeline.deployment.security.SecuredCluster.AGGREGATOR;
import static dev.probeline.deployment.security.SecuredCluster.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that is changed on disk opens the next connection of a client that has been running all along. */
class RotationIT {
    /** Above the 100 ms that a broker keeps back its refusal of a password. */
    private static final int IDLE_MILLIS = 300;

    private static final Duration SOON = Duration.ofSeconds(20);

    record Config(KafkaSettings kafka) {}

    @Test
    void opensTheNextConnection(@TempDir Path folder) throws Exception {
        try (SecuredCluster cluster = new SecuredCluster(folder)) {
            aChangedPassword(cluster);
            aChangedCertificate(cluster);
        }
    }

    private static void aChangedPassword(SecuredCluster cluster) throws Exception {
        Map<String, Object> settings = kafka(cluster, AGGREGATOR).producer("rotation");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            isTaken(send(producer));
            cluster.setPassword(AGGREGATOR, "changed");
            connectionsThatAreIdleInBetween().until(() -> {
                Future<RecordMetadata> unused = send(producer); // the count tells
                return total(producer.metrics(), "failed-authentication-total") > 0;
            });

            Path file = cluster.folder.resolve(AGGREGATOR + ".jaas");
            Files.writeString(file, Files.readString(file).replace(AGGREGATOR + "-secret", "changed"));

            connectionsThatAreIdleInBetween().untilAsserted(() -> isTaken(send(producer)));
        }
    }

    /** The new one is an administrator's, so that it shows. */
    private static void aChangedCertificate(SecuredCluster cluster) throws Exception {
        try (Admin client = Admin.create(kafka(cluster, US).admin())) {
            assertThatThrownBy(() -> describeRights(client)).hasRootCauseInstanceOf(AuthorizationException.class);

            Path file = cluster.folder.resolve(US + ".pem");
            Files.writeString(file, "half of a certifi");
            double before = total(client.metrics(), "successful-authentication-total");
            connectionsThatAreIdleInBetween().untilAsserted(() -> {
                assertThatThrownBy(() -> describeRights(client)).hasRootCauseInstanceOf(AuthorizationException.class);
                assertThat(total(client.metrics(), "successful-authentication-total"))
                        .isGreaterThan(before);
            });

            Files.move(cluster.authority.identity(SecuredBroker.ADMIN), file, StandardCopyOption.REPLACE_EXISTING);

            connectionsThatAreIdleInBetween()
                    .untilAsserted(
                            () -> assertThatCode(() -> describeRights(client)).doesNotThrowAnyException());
        }
    }

    /** So each attempt opens another. */
    private static ConditionFactory connectionsThatAreIdleInBetween() {
        return await().pollInterval(Duration.ofMillis(2L * IDLE_MILLIS)).atMost(SOON);
    }

    private static KafkaSettings kafka(SecuredCluster cluster, String principal) throws Exception {
        String yaml = cluster.kafkaOf(principal) + "    connections.max.idle.ms: " + IDLE_MILLIS + "\n";
        return ConfigFile.parse(yaml, "kafka", Config.class, name -> null).kafka();
    }

    private static Future<RecordMetadata> send(Producer<byte[], byte[]> producer) {
        return producer.send(new ProducerRecord<>(Topics.METRICS.name(), new byte[] {1}));
    }

    private static void isTaken(Future<RecordMetadata> sent) {
        assertThatCode(() -> sent.get(SOON.toSeconds(), TimeUnit.SECONDS)).doesNotThrowAnyException();
    }

    private static void describeRights(Admin client) throws Exception {
        client.describeAcls(AclBindingFilter.ANY).values().get();
    }

    private static double total(Map<MetricName, ? extends Metric> metrics, String name) {
        return metrics.values().stream()
                .filter(metric -> metric.metricName().name().equals(name))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }
}
