package dev.probeline.dashboard.io.feed;

import dev.probeline.dashboard.core.Board;
import dev.probeline.dashboard.core.Window;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.Poison;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records onto the board. One that can never be read is counted and passed over, and told of once. */
final class TopicReader {
    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);

    private final Board board;
    private final Clock clock;
    private final Counter unreadable;
    private final Deserializer<Window> metrics;
    private final Deserializer<Window> charted;
    private final Deserializer<AlertEvent> alerts;
    private final Deserializer<ProbeResult> results;
    private volatile boolean told;

    TopicReader(Board board, KafkaSettings kafka, Clock clock, MeterRegistry registry) {
        this.board = board;
        this.clock = clock;
        Map<String, Object> serde = kafka.common();
        metrics = WindowDeserializer.of(serde, size -> true);
        charted = WindowDeserializer.of(serde, board::charts);
        alerts = ValueSerde.deserializer(serde, AlertEvent.class);
        results = ValueSerde.deserializer(serde, ProbeResult.class);
        unreadable = Counter.builder("probeline.dashboard.unreadable")
                .description("Records that could not be read and were passed over")
                .register(registry);
    }

    /** @throws SerializationException where it may be readable later, as while the registry is away */
    void read(ConsumerRecord<String, byte[]> record) {
        read(record, metrics);
    }

    /** As {@link #read}, but only what charts are made of. */
    void readCharted(ConsumerRecord<String, byte[]> record) {
        read(record, charted);
    }

    private void read(ConsumerRecord<String, byte[]> record, Deserializer<Window> windows) {
        try {
            take(record, windows);
        } catch (SerializationException e) {
            if (!Poison.is(e)) {
                throw e;
            }
            passOver(record, e);
        } catch (IllegalArgumentException | NullPointerException e) {
            passOver(record, e);
        }
    }

    long unreadable() {
        return (long) unreadable.count();
    }

    private void take(ConsumerRecord<String, byte[]> record, Deserializer<Window> windows) {
        String topic = record.topic();
        long now = clock.millis();
        if (record.value() == null) {
            return; // a tombstone says nothing about what was measured
        }
        if (topic.equals(Topics.METRICS.name())) {
            Window window = windows.deserialize(topic, record.value());
            if (window != null) {
                board.take(record.key(), window, now);
            }
        } else if (topic.equals(Topics.ALERTS.name())) {
            board.take(alerts.deserialize(topic, record.value()), now);
        } else {
            board.take(record.key(), results.deserialize(topic, record.value()), now);
        }
    }

    private void passOver(ConsumerRecord<String, byte[]> record, RuntimeException why) {
        unreadable.increment();
        log.atLevel(told ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("why", why.getClass().getSimpleName())
                .log("A record cannot be read and is passed over; further ones are counted");
        told = true;
    }
}
