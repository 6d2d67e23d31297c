package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.BrokerConfig;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The publisher with the real client, on a broker whose rights change. */
@ExtendWith(KafkaClusterExtension.class)
class ResultPublisherIT {
    private static final String CLIENT = "prober";

    @BrokerConfig(name = "authorizer.class.name", value = "dev.probeline.producer.io.Rights")
    KafkaCluster cluster;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private KafkaSettings settings;

    @BeforeEach
    void createTopic() throws Exception {
        settings = new KafkaSettings(
                cluster.getBootstrapServers(),
                "mock://publisher-it",
                Map.of("auto.offset.reset", Secret.of("earliest")));
        try (Admin admin = Admin.create(settings.admin())) {
            admin.createTopics(List.of(Topics.RESULTS.newTopic((short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void grantAll() {
        Rights.grantAll();
    }

    @Test
    void aRightThatIsNotYetGrantedIsWaitedForAndLosesNothing() throws InterruptedException {
        Rights.refuse(CLIENT, ResourceType.TOPIC, AclOperation.DESCRIBE, AclOperation.WRITE);
        ResultPublisher publisher = publisher(this::producer);
        publisher.start();
        publisher.publish(SomeResult.of("first"));
        publisher.publish(SomeResult.of("second"));
        await().until(() -> retries() >= 2);
        Rights.grantAll();
        assertThat(arrived(2)).containsExactly("first", "second");
        publisher.drain();
        assertThat(registry.find("probe.publisher.drop").counter()).isNull();
    }

    @Test
    void aRightThatIsTakenAwayIsWaitedForAndLosesNothing() throws InterruptedException {
        ResultPublisher publisher = publisher(this::producer);
        publisher.start();
        publisher.publish(SomeResult.of("first"));
        assertThat(arrived(1)).containsExactly("first");
        Rights.refuse(CLIENT, ResourceType.TOPIC, AclOperation.DESCRIBE, AclOperation.WRITE);
        publisher.publish(SomeResult.of("second"));
        publisher.publish(SomeResult.of("third"));
        await().until(() -> retries() >= 2);
        Rights.grantAll();
        assertThat(arrived(3)).containsExactlyInAnyOrder("first", "second", "third");
        publisher.drain();
        assertThat(registry.find("probe.publisher.drop").counter()).isNull();
    }

    @Test
    void aSendThatBreaksLosesOneResultAndNotThePublisher() throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean(true);
        Serializer<ProbeResult> working = ValueSerde.serializer(settings.producer(CLIENT));
        Serializer<ProbeResult> serializer = (topic, result) -> {
            if (broken.get()) {
                throw new IllegalStateException("a bug");
            }
            return working.serialize(topic, result);
        };
        ResultPublisher publisher =
                publisher(() -> new KafkaProducer<>(settings.producer(CLIENT), new StringSerializer(), serializer));
        publisher.start();
        publisher.publish(SomeResult.of("lost"));
        await().until(() -> registry.find("probe.publisher.drop").counter() != null);
        broken.set(false);
        publisher.publish(SomeResult.of("next"));
        assertThat(arrived(1)).containsExactly("next");
        publisher.drain();
        assertThat(registry.get("probe.publisher.drop")
                        .tag("reason", "send_failed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private ResultPublisher publisher(Supplier<Producer<String, ProbeResult>> connect) {
        return new ResultPublisher(10, Duration.ofSeconds(3), connect, new PublisherMeters(registry));
    }

    private Producer<String, ProbeResult> producer() {
        return new KafkaClients(settings, CLIENT, registry).results();
    }

    private double retries() {
        return registry.get("probe.publisher.retries").counter().count();
    }

    private List<String> arrived(int count) {
        Map<String, Object> properties = settings.consumer("reader", "readers-of-" + count);
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, ProbeResult> consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), ValueSerde.deserializer(properties, ProbeResult.class))) {
            consumer.subscribe(List.of(Topics.RESULTS.name()));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(result -> found.add(result.value().getProbeId()));
                return found.size() >= count;
            });
        }
        return found;
    }
}
