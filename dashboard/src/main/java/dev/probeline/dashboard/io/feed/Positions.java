package dev.probeline.dashboard.io.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where in a topic's partitions a time is. */
final class Positions {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Positions() {}

    /** All partitions; none where the topic does not exist. */
    static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic, PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** The first record at or after a time; the end where none is. */
    static Map<TopicPartition, Long> at(Consumer<?, ?> consumer, List<TopicPartition> partitions, long time) {
        Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> time)), PATIENCE);
        found.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }
}
