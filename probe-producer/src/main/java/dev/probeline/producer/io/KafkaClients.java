package dev.probeline.producer.io;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes the Kafka clients of a prober and shows their metrics. What the operator passes through wins over what is set
 * here.
 */
public final class KafkaClients implements AutoCloseable {
    private static final Duration DELIVERY = Duration.ofHours(12);
    /** How long one send may wait for metadata or room: what cannot be sent waits in our own queue instead. */
    private static final Duration BLOCK = Duration.ofSeconds(1);

    private static final long BUFFER_BYTES = 32L << 20;

    private final KafkaSettings settings;
    private final String clientId;
    private final MeterRegistry registry;
    private Metrics.Binding results;

    public KafkaClients(KafkaSettings settings, String clientId, MeterRegistry registry) {
        this.settings = settings;
        this.clientId = clientId;
        this.registry = registry;
    }

    /** The one producer; a further one takes the place of the one before, which its user has closed. */
    public synchronized Producer<String, ProbeResult> results() {
        Map<String, Object> properties = new HashMap<>(settings.producer(clientId));
        properties.putIfAbsent(ProducerConfig.PARTITIONER_CLASS_CONFIG, SeriesPartitioner.class.getName());
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
        properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        Producer<String, ProbeResult> producer =
                new KafkaProducer<>(properties, new StringSerializer(), ValueSerde.serializer(properties));
        close();
        results = Metrics.bind(registry, producer);
        return producer;
    }

    /**
     * A member of the region's group, after the topic that it divides is there.
     *
     * @param targets what falls on the shares; asked whenever this member leads and divides
     */
    public Member member(TopicDeclaration shares, String group, Supplier<Set<String>> targets) {
        ensure(shares);
        Map<String, Object> properties = new HashMap<>(settings.consumer(clientId + "-shares", group));
        properties.putIfAbsent(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, ShareAssignor.class.getName());
        properties.put(ShareAssignor.TARGETS, targets);
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000); // how soon a change is heard of
        properties.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Consumer<byte[], byte[]> member =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return new Member(member, Metrics.bind(registry, member));
    }

    /** Reads results from where its user wants; a member of no group. */
    public ResultsReader reader() {
        Map<String, Object> properties = new HashMap<>(settings.consumer(clientId + "-spending", ""));
        properties.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        return new ResultsReader(
                consumer, ValueSerde.deserializer(properties, ProbeResult.class), Metrics.bind(registry, consumer));
    }

    /** Takes the producer's metrics out of the registry; the clients are closed by who asked for them. */
    @Override
    public synchronized void close() {
        if (results != null) {
            results.close();
            results = null;
        }
    }

    private void ensure(TopicDeclaration topic) {
        try (Admin admin = Admin.create(settings.admin())) {
            ShareTopic.ensure(admin, topic);
        }
    }
}
