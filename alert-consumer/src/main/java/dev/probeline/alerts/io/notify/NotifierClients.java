package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
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

    /** Also the transactional id. */
    private String group() {
        return config.applicationId() + "-notify";
    }

    Consumer<byte[], byte[]> member() {
        Map<String, Object> properties = new HashMap<>(config.kafka().consumer(group(), group()));
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        // Who is on duty stays so when others come.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return consumer(properties);
    }

    /** Assigns its partitions itself. */
    Consumer<byte[], byte[]> reader() {
        return consumer(config.kafka().consumer(config.applicationId() + "-notify-reader", group()));
    }

    /** As {@code reader}, for whoever is asked and has to answer within that time. */
    Consumer<byte[], byte[]> reader(Duration within) {
        Map<String, Object> properties =
                new HashMap<>(config.kafka().consumer(config.applicationId() + "-notify-reader", group()));
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(within));
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(within.dividedBy(2)));
        return consumer(properties);
    }

    /** Of what people say, with an answer within that time. */
    Producer<byte[], byte[]> writer(Duration within) {
        Map<String, Object> properties = new HashMap<>(config.kafka().producer(config.applicationId() + "-silences"));
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(within));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(within));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(within.dividedBy(2)));
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static int millis(Duration time) {
        return (int) time.toMillis();
    }

    /** @param reader whose group the ledger commits for; it is no member */
    Ledger ledger(Consumer<?, ?> reader) {
        Map<String, Object> properties =
                new HashMap<>(config.kafka().producer(config.applicationId() + "-notify-ledger"));
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaLedger(
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
                reader.groupMetadata(),
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
