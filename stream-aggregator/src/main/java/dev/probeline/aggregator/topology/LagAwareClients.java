package dev.probeline.aggregator.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Makes Kafka Streams' clients the usual way and keeps hold of the main consumers, because only they know how far behind
 * they are. A consumer belongs to the stream thread of its client id, and is asked only there.
 */
public final class LagAwareClients implements KafkaClientSupplier, Backlog {
    private static final String CONSUMER_SUFFIX = "-consumer";

    private final Membership membership;
    private final Map<String, Consumer<byte[], byte[]>> byClientId = new ConcurrentHashMap<>();

    public LagAwareClients(Membership membership) {
        this.membership = membership;
    }

    @Override
    public boolean isEmpty(String topic, int partition) {
        Consumer<byte[], byte[]> own = byClientId.get(Thread.currentThread().getName() + CONSUMER_SUFFIX);
        return own != null
                && own.currentLag(new TopicPartition(topic, partition)).orElse(1) == 0;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(membership.producer(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> consumer = consumer(config);
        byClientId.put(String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG)), consumer);
        return consumer;
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
