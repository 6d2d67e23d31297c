package dev.probeline.runtime.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record that could not be dealt with, as it came, with headers {@code dead_letter.*} that say where it came from, at
 * which stage it ended and why.
 *
 * @param stage service and step, such as {@code stream-aggregator/slices}
 * @param reason one word of a closed set, as in the metric
 * @param message for a person; may be null
 */
public record DeadLetter(String stage, String reason, String message) {

    public ProducerRecord<byte[], byte[]> of(String deadLetterTopic, ConsumerRecord<byte[], byte[]> record) {
        return of(
                deadLetterTopic,
                record.topic(),
                record.partition(),
                record.offset(),
                record.headers(),
                record.key(),
                record.value());
    }

    public ProducerRecord<byte[], byte[]> of(
            String deadLetterTopic,
            String topic,
            int partition,
            long offset,
            Headers headers,
            byte[] key,
            byte[] value) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(deadLetterTopic, key, value);
        headers.forEach(letter.headers()::add);
        add(letter, "stage", stage);
        add(letter, "reason", reason);
        add(letter, "message", message == null ? "" : message);
        add(letter, "topic", topic);
        add(letter, "partition", String.valueOf(partition));
        add(letter, "offset", String.valueOf(offset));
        return letter;
    }

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add("dead_letter." + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
