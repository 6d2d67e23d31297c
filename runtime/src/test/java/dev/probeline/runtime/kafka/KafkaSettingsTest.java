package dev.probeline.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.config.Secret;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    private static final KafkaSettings PLAIN = KafkaSettings.of("broker:9092", "");

    @Test
    void nothingIsLostDoubledOrReadUncommittedByDefault() {
        assertThat(PLAIN.producer("p"))
                .containsEntry("client.id", "p")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("compression.type", "lz4")
                .doesNotContainKey("partitioner.class");
        assertThat(PLAIN.consumer("c", "g"))
                .containsEntry("group.id", "g")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("enable.auto.commit", false);
        assertThat(PLAIN.streams("app"))
                .containsEntry("application.id", "app")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("ensure.explicit.internal.resource.naming", true)
                .doesNotContainKey("state.dir");
    }

    @Test
    void everyDefaultIsAPropertyKafkaKnows() {
        Set<String> streams = new HashSet<>(StreamsConfig.configDef().names());
        ProducerConfig.configNames().forEach(name -> streams.add("producer." + name));

        assertThat(ProducerConfig.configNames()).containsAll(PLAIN.producer("p").keySet());
        assertThat(ConsumerConfig.configNames())
                .containsAll(PLAIN.consumer("c", "g").keySet());
        assertThat(AdminClientConfig.configNames()).containsAll(PLAIN.admin().keySet());
        assertThat(streams).containsAll(PLAIN.streams("app").keySet());
    }

    @Test
    void nobodyIsGivenAnotherNameByAProperty() {
        for (String name : List.of(
                "group.id",
                "consumer.group.id",
                "streams.application.id",
                "streams.main.consumer.group.instance.id",
                "producer.transactional.id")) {
            assertThatThrownBy(() -> new KafkaSettings("broker:9092", "", Map.of(name, Secret.of("x"))))
                    .hasMessageContaining(name);
        }
    }

    @Test
    void kafkaTakesEveryDefault() {
        Map<String, Object> producer = new HashMap<>(PLAIN.producer("p"));
        producer.putAll(Map.of("key.serializer", StringSerializer.class, "value.serializer", StringSerializer.class));
        Map<String, Object> consumer = new HashMap<>(PLAIN.consumer("c", "g"));
        consumer.putAll(
                Map.of("key.deserializer", StringDeserializer.class, "value.deserializer", StringDeserializer.class));

        assertThatCode(() -> {
                    new ProducerConfig(producer);
                    new ConsumerConfig(consumer);
                    new StreamsConfig(PLAIN.streams("app"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aConsumerWithoutAGroupHasNone() {
        assertThat(PLAIN.consumer("c", "")).doesNotContainKey("group.id");
    }

    @Test
    void whatIsPassedThroughWinsOverTheDefaults() {
        KafkaSettings settings = with(Map.of("acks", "1", "isolation.level", "read_uncommitted"));

        assertThat(settings.producer("p")).containsEntry("acks", "1");
        assertThat(settings.consumer("c", "g")).containsEntry("isolation.level", "read_uncommitted");
    }

    @Test
    void aPrefixLimitsAPropertyToOneKindAndWinsOverTheSameWithout() {
        KafkaSettings settings = with(Map.of(
                "linger.ms", "1",
                "producer.linger.ms", "50",
                "consumer.max.poll.records", "10",
                "admin.retries", "3",
                "streams.num.stream.threads", "2"));

        assertThat(settings.producer("p")).containsEntry("linger.ms", "50").doesNotContainKey("max.poll.records");
        assertThat(settings.consumer("c", "g"))
                .containsEntry("max.poll.records", "10")
                .doesNotContainKeys("retries", "producer.linger.ms");
        assertThat(settings.admin()).containsEntry("retries", "3").doesNotContainKey("num.stream.threads");
        assertThat(settings.common()).containsEntry("linger.ms", "1").doesNotContainKey("producer.linger.ms");
    }

    @Test
    void streamsKeepThePrefixesOfTheClientsInsideThem() {
        Map<String, Object> streams = with(Map.of(
                        "producer.linger.ms", "50",
                        "main.consumer.max.poll.records", "10",
                        "streams.num.stream.threads", "2"))
                .streams("app");

        assertThat(streams)
                .containsEntry("producer.linger.ms", "50")
                .containsEntry("main.consumer.max.poll.records", "10")
                .containsEntry("num.stream.threads", "2")
                .doesNotContainKey("linger.ms");
    }

    @Test
    void theRegistryAndItsPropertiesReachEveryKindOfClient() {
        KafkaSettings settings = new KafkaSettings(
                "broker:9092",
                "https://registry",
                secrets(Map.of("schema.registry.ssl.truststore.location", "/t", "basic.auth.user.info", "u:p")));

        for (Map<String, Object> properties : List.of(
                settings.common(),
                settings.producer("p"),
                settings.consumer("c", "g"),
                settings.streams("app"),
                settings.admin())) {
            assertThat(properties)
                    .containsEntry("schema.registry.url", "https://registry")
                    .containsEntry("schema.registry.ssl.truststore.location", "/t")
                    .containsEntry("basic.auth.user.info", "u:p");
        }
    }

    @Test
    void printedItShowsNamesOnly() {
        KafkaSettings settings = new KafkaSettings(
                "broker:9092",
                "https://me:hunter2@registry/x,https://me:hunter2@other/x",
                secrets(Map.of("sasl.jaas.config", "password=hunter2")));

        assertThat(settings)
                .hasToString(
                        "KafkaSettings[bootstrapServers=broker:9092, "
                                + "schemaRegistryUrl=https://****@registry/x,https://****@other/x, properties=[sasl.jaas.config]]");
    }

    @Test
    void itIsReadFromAFileWithAnyProperty() throws InvalidConfigException {
        KafkaSettings settings = ConfigFile.parse("""
                bootstrap_servers: a:9092,b:9092
                properties:
                  security.protocol: SASL_SSL
                  sasl.jaas.config: x required password="${env:PASSWORD}";
                  producer.linger.ms: 20
                """, "kafka.yaml", KafkaSettings.class, name -> "hunter2");

        assertThat(settings.producer("p"))
                .containsEntry("sasl.jaas.config", "x required password=\"hunter2\";")
                .containsEntry("linger.ms", "20");
        assertThat(settings.properties().toString()).doesNotContain("hunter2");
    }

    @Test
    void whatHasAKeyOfItsOwnIsNotAProperty() {
        assertThatThrownBy(() -> with(Map.of("bootstrap.servers", "other:9092")))
                .hasMessage("properties: bootstrap.servers (expected: its own key, bootstrap_servers)");
        assertThatThrownBy(() -> KafkaSettings.of(" ", ""))
                .hasMessage("bootstrap_servers: '' (expected: host:port, separated by commas)");
    }

    private static KafkaSettings with(Map<String, String> properties) {
        return new KafkaSettings("broker:9092", "", secrets(properties));
    }

    private static Map<String, Secret> secrets(Map<String, String> properties) {
        Map<String, Secret> secrets = new HashMap<>();
        properties.forEach((name, value) -> secrets.put(name, Secret.of(value)));
        return secrets;
    }
}
