package dev.probeline.dashboard.io.feed;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Fills the day before the last hour, the newest hour first, so that what people look at first is there first. Ends when
 * the day is whole.
 */
final class Past {
    private static final int HOURS = 24;
    private static final long HOUR_MS = 3600_000;
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings kafka;
    private final TopicReader reader;
    private final Clock clock;
    private final Worker worker = new Worker("dashboard-past", this::work);

    private volatile long start;
    /** How many hours back the day is whole. */
    private final AtomicInteger whole = new AtomicInteger(1);

    private volatile double part;

    Past(KafkaSettings kafka, TopicReader reader, Clock clock) {
        this.kafka = kafka;
        this.reader = reader;
        this.clock = clock;
    }

    Worker worker() {
        return worker;
    }

    /** Of all hours but the last, 0 to 1. */
    double fraction() {
        return Math.min(1, (whole.get() - 1 + part) / (HOURS - 1));
    }

    /** Since when nothing is missing, milliseconds since the epoch. */
    long completeFrom() {
        return start - whole.get() * HOUR_MS;
    }

    private void work() {
        if (start == 0) {
            start = clock.millis();
        }
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                kafka.consumer("dashboard-past", ""), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Positions.partitions(consumer, Topics.METRICS.name());
            if (partitions.isEmpty()) {
                throw new IllegalStateException("the topics do not exist yet");
            }
            consumer.assign(partitions);
            while (whole.get() < HOURS && !worker.closing()) {
                read(consumer, partitions);
                part = 0;
                whole.incrementAndGet();
                worker.well();
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = Positions.at(consumer, partitions, start - whole.get() * HOUR_MS);
        Map<TopicPartition, Long> begins = Positions.at(consumer, partitions, start - (whole.get() + 1) * HOUR_MS);
        begins.forEach(consumer::seek);
        consumer.resume(partitions);
        consumer.pause(partitions.stream()
                .filter(partition -> begins.get(partition) >= ends.get(partition))
                .toList());
        long all = ends.keySet().stream()
                .mapToLong(partition -> Math.max(0, ends.get(partition) - begins.get(partition)))
                .sum();
        long left = all;
        while (left > 0 && !worker.closing()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    reader.read(record);
                }
            }
            left = left(consumer, ends);
            part = (double) (all - left) / all;
        }
    }

    /** Pauses what is at its end. The position counts, for the last record may be the mark of a transaction. */
    private static long left(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        long left = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long missing = end.getValue() - consumer.position(end.getKey());
            if (missing <= 0) {
                consumer.pause(List.of(end.getKey()));
            }
            left += Math.max(0, missing);
        }
        return left;
    }
}
