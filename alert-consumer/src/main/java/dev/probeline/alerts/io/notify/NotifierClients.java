package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.serde.ValueSerde;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** The notifier's Kafka clients, whose names all begin with the application id. */
record NotifierClients(AlertConfig config, DeadLetterCount deadLetters) {
    /** Another takes over this long after one died. */
    private static final int SESSION_MS = 10_000;

    String prefix() {
        return config.applicationId() + "/";
    }

    Consumer<byte[], byte[]> member() {
        String group = config.applicationId() + "-notify";
        Map<String, Object> properties = new HashMap<>(config.kafka().consumer(group, group));
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        // Who is on duty stays so when others come.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return consumer(properties);
    }

    Consumer<byte[], byte[]> reader() {
        return consumer(config.kafka().consumer(config.applicationId() + "-notify-reader", ""));
    }

    Ledger ledger(Supplier<ConsumerGroupMetadata> group) {
        Map<String, Object> properties =
                new HashMap<>(config.kafka().producer(config.applicationId() + "-notify-ledger"));
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.applicationId() + "-notify");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaLedger(
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
                group,
                prefix(),
                ValueSerde.of(config.kafka().common(), AlertEvent.class).serializer(),
                deadLetters);
    }

    Deserializer<AlertEvent> decoder() {
        return ValueSerde.deserializer(config.kafka().common(), AlertEvent.class);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
