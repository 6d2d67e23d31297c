package dev.probeline.dashboard.io.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
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
    static Map<TopicPartition, Long> at(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, long time) {
        Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
        offsets.putAll(between(consumer, partitions, time, Long.MAX_VALUE));
        return offsets;
    }

    /** The first record at or after a time, of those partitions that have one before another time. */
    static Map<TopicPartition, Long> between(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, long from, long to) {
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> from));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.offsetsForTimes(times, PATIENCE).forEach((partition, offset) -> {
            if (offset != null && offset.timestamp() < to) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }
}
