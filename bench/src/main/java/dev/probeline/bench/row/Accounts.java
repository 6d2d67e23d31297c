package dev.probeline.bench.row;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Adds up the attempts in the windows that a job publishes, so that no job wins by leaving out: of each kind of window
 * those that do not overlap, the last revision of each.
 */
final class Accounts implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String ROLL_UP = "*";

    private final Consumer<String, ProbeMetrics> consumer;
    private final List<TopicPartition> partitions;
    private final long windowMs;
    private final Map<Window, Long> attempts = new HashMap<>();
    private long sum;

    private record Window(String key, long endMs) {}

    /** Looks at what is committed from now on. */
    Accounts(KafkaSettings kafka, long windowMs) {
        this.windowMs = windowMs;
        consumer = new KafkaConsumer<>(
                kafka.consumer("bench-accounts", ""),
                new StringDeserializer(),
                ValueSerde.deserializer(kafka.common(), ProbeMetrics.class));
        partitions = IntStream.range(0, Topics.METRICS.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.METRICS.name(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Reads until so many attempts are found, but not longer than so long; says how many were. */
    long await(long expected, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (sum < expected && System.nanoTime() < deadline) {
            for (ConsumerRecord<String, ProbeMetrics> record : consumer.poll(POLL)) {
                count(record.key(), record.value());
            }
        }
        return sum;
    }

    private void count(String key, ProbeMetrics metrics) {
        long endMs = metrics.getWindowEnd().toEpochMilli();
        if (metrics.getWindowSizeMs() == windowMs && endMs % windowMs == 0 && !isRollUp(metrics)) {
            Long before = attempts.put(new Window(key, endMs), metrics.getAttempts());
            sum += metrics.getAttempts() - (before == null ? 0 : before);
        }
    }

    private static boolean isRollUp(ProbeMetrics metrics) {
        return metrics.getRegion().equals(ROLL_UP)
                || metrics.getTarget().equals(ROLL_UP)
                || metrics.getApiKeyAlias().equals(ROLL_UP);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
