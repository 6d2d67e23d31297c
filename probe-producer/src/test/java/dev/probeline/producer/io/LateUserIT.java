package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.SaslMechanism;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A broker that asks who one is, and a prober that is started before somebody made its user. */
@ExtendWith(KafkaClusterExtension.class)
class LateUserIT {
    private static final String ADMIN = "admin";
    private static final String PROBER = "prober";

    @SaslMechanism(value = "SCRAM-SHA-256", principals = @SaslMechanism.Principal(user = ADMIN, password = ADMIN))
    KafkaCluster cluster;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatWaitedForTheUserArrivesOnceThereIsOne() throws Exception {
        try (Admin admin = Admin.create(cluster.getKafkaClientConfiguration(ADMIN, ADMIN))) {
            admin.createTopics(List.of(Topics.RESULTS.newTopic((short) 1)))
                    .all()
                    .get();
            PublisherMeters meters = new PublisherMeters(registry);
            KafkaClients clients = new KafkaClients(settings(), PROBER, registry);
            ResultPublisher publisher = new ResultPublisher(10, Duration.ofSeconds(3), clients::results, meters);
            publisher.start();
            publisher.publish(SomeResult.of("first"));
            publisher.publish(SomeResult.of("second"));
            await().until(() ->
                    registry.get("probe.publisher.retries").counter().count() >= 2);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            PROBER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4_096), PROBER)))
                    .all()
                    .get();
            await().atMost(Duration.ofSeconds(30)).until(() -> meters.pushedCount() == 2);
            publisher.drain();
            clients.close();
        }
        assertThat(registry.find("probe.publisher.drop").counter()).isNull();
    }

    private KafkaSettings settings() {
        Map<String, Secret> properties = cluster.getKafkaClientConfiguration(PROBER, PROBER).entrySet().stream()
                .filter(property -> !property.getKey().equals("bootstrap.servers"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, property -> Secret.of(String.valueOf(property.getValue()))));
        return new KafkaSettings(cluster.getBootstrapServers(), "mock://late-user-it", properties);
    }
}
