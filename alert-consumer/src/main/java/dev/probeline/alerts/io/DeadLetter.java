package dev.probeline.alerts.io;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** A record as it came, with headers that say where from, at which stage and why it ended here. */
public final class DeadLetter {
    public static ProducerRecord<byte[], byte[]> of(
            String topic, ConsumerRecord<byte[], byte[]> record, String stage, String reason, String message) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        Headers headers = letter.headers();
        add(headers, "stage", stage);
        add(headers, "reason", reason);
        add(headers, "message", message == null ? "" : message);
        add(headers, "topic", record.topic());
        add(headers, "partition", String.valueOf(record.partition()));
        add(headers, "offset", String.valueOf(record.offset()));
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("dead_letter." + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private DeadLetter() {}
}
