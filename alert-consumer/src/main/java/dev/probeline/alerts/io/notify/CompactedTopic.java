package dev.probeline.alerts.io.notify;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The last value of every key of a compacted topic of one partition. */
final class CompactedTopic {
    /**
     * Reads all of it; afterwards the consumer stands at the end that was read.
     *
     * @param prefix of the keys that count; taken off
     * @throws KafkaException if the topic cannot be read within that time
     */
    static Map<String, byte[]> read(
            Consumer<byte[], byte[]> consumer, String topic, String prefix, Duration within, Clock clock) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        Instant until = clock.instant().plus(within);
        Map<String, byte[]> values = new LinkedHashMap<>();
        while (consumer.position(partition) < end) {
            if (clock.instant().isAfter(until)) {
                throw new KafkaException(topic + " could not be read within " + within);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (!key.startsWith(prefix)) {
                    continue;
                }
                String own = key.substring(prefix.length());
                if (record.value() == null) {
                    values.remove(own);
                } else {
                    values.put(own, record.value());
                }
            }
        }
        return values;
    }

    private CompactedTopic() {}
}
