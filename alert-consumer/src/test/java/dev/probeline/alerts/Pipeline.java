package dev.probeline.alerts;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The ends of the pipeline the alert consumer sits in: metrics go in, alert events come out. */
final class Pipeline implements AutoCloseable {
    private final KafkaSettings kafka;
    private final Producer<String, ProbeMetrics> producer;
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

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
