package dev.probeline.deployment.security;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What somebody with a principal's secret may try; each returns if the cluster let it happen and throws what it answered. */
record Attempts(Map<String, Object> client) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Something done through an admin client. */
    interface AdminAct {
        KafkaFuture<?> on(Admin admin);
    }

    void write(String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            unwrapped(() ->
                    producer.send(new ProducerRecord<>(topic, new byte[1])).get(10, TimeUnit.SECONDS));
        }
    }

    void read(String topic) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("")) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            consumer.poll(PATIENCE);
        }
    }

    /** Joins with a topic that it may read, so that only the group is in question. */
    void join(String group, String topic) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(group)) {
            consumer.subscribe(List.of(topic));
            consumer.poll(PATIENCE);
        }
    }

    void commit(String group, String topic) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(group)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)), PATIENCE);
        }
    }

    void useTransactions(String transactionalId) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", transactionalId))) {
            producer.initTransactions();
        }
    }

    void asAdmin(AdminAct act) throws Exception {
        try (Admin admin = Admin.create(bounded(Map.of()))) {
            unwrapped(() -> act.on(admin).get(10, TimeUnit.SECONDS));
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = bounded(more);
        settings.put("max.block.ms", PATIENCE.toMillis());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> settings = bounded(group.isEmpty() ? Map.of() : Map.of("group.id", group));
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> bounded(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.putAll(more);
        return settings;
    }

    private static void unwrapped(Waiting waiting) throws Exception {
        try {
            waiting.run();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private interface Waiting {
        void run() throws Exception;
    }
}
