package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.Topics;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.BrokerConfig;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against a real broker, on which not everybody may create topics. */
@ExtendWith(KafkaClusterExtension.class)
class KafkaClientsIT {
    private static final TopicDeclaration SHARES = Topics.shares("eu-west");

    @BrokerConfig(name = "authorizer.class.name", value = "dev.probeline.producer.io.Rights")
    KafkaCluster cluster;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void grantAll() {
        Rights.grantAll();
    }

    @Test
    void whoMayNotCreateTheTopicUsesTheOneThatIsThere() throws Exception {
        Rights.refuse("weak", ResourceType.CLUSTER, AclOperation.CREATE);
        Rights.refuse("weak", ResourceType.TOPIC, AclOperation.CREATE);
        assertThatThrownBy(() -> clients("weak").member(SHARES, "g", Set::of))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining(SHARES.name());
        try (Admin admin = Admin.create(cluster.getKafkaClientConfiguration())) {
            admin.createTopics(List.of(SHARES.newTopic((short) 1))).all().get();
        }
        try (Member member = clients("weak").member(SHARES, "g", Set::of)) {
            assertThat(member.consumer().partitionsFor(SHARES.name())).isNotEmpty();
        }
    }

    @Test
    void metersGoWithTheirMember() {
        KafkaClients clients = clients("strong");
        try (Member member = clients.member(SHARES, "g", Set::of)) {
            assertThat(member.consumer().partitionsFor(SHARES.name())).isNotNull();
            assertThat(registry.getMeters()).isNotEmpty();
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    private KafkaClients clients(String clientId) {
        Map<String, Secret> properties = Map.of("admin.client.id", Secret.of(clientId));
        return new KafkaClients(new KafkaSettings(cluster.getBootstrapServers(), "", properties), clientId, registry);
    }
}
