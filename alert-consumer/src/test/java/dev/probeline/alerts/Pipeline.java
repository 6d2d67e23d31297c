package dev.probeline.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    /** As {@code tell}, now, without waiting for it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void tellLater(AlertEvent event) {
        producer.send(new ProducerRecord<>(Topics.ALERTS.name(), event.getSeries(), event));
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
        return read(Topics.DEAD_LETTERS.name())
                .map(letter -> new String(
                        letter.headers().lastHeader("dead_letter.reason").value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** What the notifier decided and why, as in {@code told first notification}. */
    List<String> decisions() {
        return read(Topics.NOTIFICATION_LOG.name()).map(Pipeline::decision).toList();
    }

    /** Whether the notifier recorded that decision about an incident of that rule. */
    boolean recorded(String rule, String decision) {
        return read(Topics.NOTIFICATION_LOG.name())
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .anyMatch(
                        entry -> entry.contains("\"decision\":\"" + decision + "\"") && entry.contains(rule + "\\\""));
    }

    private static String decision(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode entry = new ObjectMapper().readTree(record.value());
            return entry.get("decision").asText() + " " + entry.get("reason").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is committed by now. */
    private Stream<ConsumerRecord<byte[], byte[]>> read(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<byte[], byte[]> reader = new KafkaConsumer<>(
                kafka.consumer("reader", ""), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).get(partition);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records.stream();
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
