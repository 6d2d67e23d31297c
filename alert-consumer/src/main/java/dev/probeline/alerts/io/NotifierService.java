package dev.probeline.alerts.io;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.Receiver;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** One lane for each receiver, each a consumer group of its own, so that none delays another. */
public final class NotifierService implements AutoCloseable {
    private final AlertConfig config;
    private final MeterRegistry registry;
    private final Clock clock = Clock.systemUTC();
    private final Producer<byte[], byte[]> producer;
    private final List<LaneRunner> lanes = new ArrayList<>();

    public NotifierService(AlertConfig config, MeterRegistry registry, DeadLetterCount count) {
        this.config = config;
        this.registry = registry;
        this.producer = new KafkaProducer<>(
                config.kafka().producer(config.applicationId() + "-dead-letters"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        DeadLetters deadLetters = new DeadLetterTopic(producer, count);
        config.receivers().forEach((name, receiver) -> lanes.add(lane(name, receiver, deadLetters)));
    }

    public void start() {
        lanes.forEach(LaneRunner::start);
    }

    public CheckResult check() {
        return lanes.stream()
                .map(LaneRunner::check)
                .filter(result -> !result.ok())
                .findFirst()
                .orElseGet(CheckResult::up);
    }

    @Override
    public void close() {
        lanes.forEach(LaneRunner::stop);
        lanes.forEach(LaneRunner::close);
        producer.close();
    }

    private LaneRunner lane(String name, Receiver receiver, DeadLetters deadLetters) {
        Notifier notifier = Notifiers.of(name, receiver, clock);
        Deserializer<AlertEvent> decoder =
                ValueSerde.deserializer(config.kafka().common(), AlertEvent.class);
        Delivery delivery = new Delivery(
                name,
                DeliveryTerms.of(receiver),
                notifier,
                Notifiers.pace(receiver, clock),
                decoder,
                deadLetters,
                new NotificationMeters(registry, notifier.integration(), name),
                clock);
        return LaneRunner.of(name, () -> consumer(name), delivery, clock);
    }

    private Consumer<byte[], byte[]> consumer(String receiver) {
        String group = config.applicationId() + "-notify-" + receiver;
        Map<String, Object> properties = new HashMap<>(config.kafka().consumer(group, group));
        // Only where retention took what was next; where a new receiver begins is FirstPosition's to say.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // An event is told when its delivery is through, not when it has been read.
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
