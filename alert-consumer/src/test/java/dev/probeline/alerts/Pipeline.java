package dev.probeline.alerts;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The ends of the pipeline the alert consumer sits in: metrics go in, alert events come out; and what it leaves in Kafka
 * besides.
 */
final class Pipeline implements AutoCloseable {
    private final KafkaSettings kafka;
    private final Producer<String, SpecificRecord> producer;
    private final Consumer<String, AlertEvent> consumer;
    private final List<AlertEvent> events = new ArrayList<>();

    Pipeline(KafkaSettings kafka) throws ExecutionException, InterruptedException {
        this.kafka = kafka;
        try (Admin admin = Admin.create(kafka.admin())) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> topic.newTopic((short) 1))
                            .toList())
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                kafka.producer("test"), new StringSerializer(), ValueSerde.serializer(kafka.common()));
        consumer = new KafkaConsumer<>(
                kafka.consumer("test", "test"),
                new StringDeserializer(),
                ValueSerde.deserializer(kafka.common(), AlertEvent.class));
        consumer.subscribe(List.of(Topics.ALERTS.name()));
    }

    void tell(ProbeMetrics record) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(Topics.METRICS.name(), 0, Windows.SERIES.toString(), record))
                .get();
    }

    /** Stamped with its event time, as the aggregator does. */
    void record(ProbeMetrics record) throws ExecutionException, InterruptedException {
        long stamp = record.getAsOf().toEpochMilli();
        producer.send(new ProducerRecord<>(Topics.METRICS.name(), 0, stamp, Windows.SERIES.toString(), record))
                .get();
    }

    /** Written behind the back of the rules, as if it had happened then. */
    void tell(AlertEvent event, Instant then) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(Topics.ALERTS.name(), 0, then.toEpochMilli(), event.getSeries(), event))
                .get();
    }

    /** All since the beginning. */
    List<AlertEvent> events() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> events.add(record.value()));
        return events;
    }

    /** How many alert events the group is done with. */
    long committed(String group) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.admin())) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .max()
                    .orElse(0);
        }
    }

    /** Members of the group that have got their partitions; none while they are being given out. */
    int members(String group) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.admin())) {
            ConsumerGroupDescription description = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            return description.groupState() == GroupState.STABLE
                    ? description.members().size()
                    : 0;
        }
    }

    /** Why each dead letter is one. */
    List<String> deadLetterReasons() {
        TopicPartition letters = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);
        try (Consumer<byte[], byte[]> reader = new KafkaConsumer<>(
                kafka.consumer("dead-letters", ""), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(letters));
            reader.seekToBeginning(List.of(letters));
            List<String> reasons = new ArrayList<>();
            reader.poll(Duration.ofSeconds(1))
                    .forEach(letter -> reasons.add(new String(
                            letter.headers().lastHeader("dead_letter.reason").value(), StandardCharsets.UTF_8)));
            return reasons;
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
