package dev.probeline.dashboard.io.feed;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the last hour of metrics and results and all alerts, for one may have fired for days, and then what comes. Belongs
 * to no consumer group: any number of instances read all of it, and nothing is committed.
 */
final class Live {
    static final Duration RECENT = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long LOOK_MS = 5000;
    private static final long HOUR_MS = 3600_000;

    private final KafkaSettings kafka;
    private final TopicReader reader;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Worker worker = new Worker("dashboard-live", this::work);

    private volatile boolean following;
    private volatile long lag;
    private volatile OptionalLong deadLetters = OptionalLong.empty();
    private volatile OptionalLong deadLettersLastHour = OptionalLong.empty();
    /** Where each partition is to be read on from: a broken connection neither leaves a hole nor brings anything twice. */
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private Map<TopicPartition, Long> target = Map.of();
    private long begun;
    private long lookedAt;

    Live(KafkaSettings kafka, TopicReader reader, Clock clock, MeterRegistry registry) {
        this.kafka = kafka;
        this.reader = reader;
        this.clock = clock;
        this.registry = registry;
    }

    Worker worker() {
        return worker;
    }

    /** Whether what was there when it began has been read. */
    boolean following() {
        return following;
    }

    /** Records of metrics that are written and not yet read here. */
    long lag() {
        return lag;
    }

    OptionalLong deadLetters() {
        return deadLetters;
    }

    OptionalLong deadLettersLastHour() {
        return deadLettersLastHour;
    }

    @SuppressWarnings("try") // the meters only need their end
    private void work() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                        kafka.consumer("dashboard-live", ""), new StringDeserializer(), new ByteArrayDeserializer());
                Metrics.Binding meters = Metrics.bind(registry, consumer)) {
            seek(consumer);
            while (!worker.closing()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                for (TopicPartition partition : records.partitions()) {
                    for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                        reader.read(record);
                        reached.put(partition, record.offset() + 1);
                    }
                }
                look(consumer);
                worker.well();
            }
        }
    }

    private void seek(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> recent = new ArrayList<>(Positions.partitions(consumer, Topics.METRICS.name()));
        recent.addAll(Positions.partitions(consumer, Topics.RESULTS.name()));
        List<TopicPartition> alerts = Positions.partitions(consumer, Topics.ALERTS.name());
        List<TopicPartition> all = new ArrayList<>(recent);
        all.addAll(alerts);
        if (recent.isEmpty() || alerts.isEmpty()) {
            throw new IllegalStateException("the topics do not exist yet");
        }
        if (begun == 0) {
            begun = clock.millis();
        }
        target = consumer.endOffsets(all);
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(alerts));
        starts.putAll(Positions.at(consumer, recent, begun - RECENT.toMillis()));
        starts.putAll(reached);
        consumer.assign(all);
        all.forEach(partition -> consumer.seek(partition, starts.get(partition)));
    }

    private void look(KafkaConsumer<String, byte[]> consumer) {
        if (!following) {
            following = target.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
        long now = clock.millis();
        if (now - lookedAt < LOOK_MS) {
            return;
        }
        lookedAt = now;
        lag = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(Topics.METRICS.name()))
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
        countDeadLetters(consumer, now);
    }

    private void countDeadLetters(KafkaConsumer<String, byte[]> consumer, long now) {
        List<TopicPartition> partitions = Positions.partitions(consumer, Topics.DEAD_LETTERS.name());
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> anHourAgo = Positions.at(consumer, partitions, now - HOUR_MS);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        deadLetters = OptionalLong.of(sum(ends) - sum(starts));
        deadLettersLastHour = OptionalLong.of(Math.max(0, sum(ends) - sum(anHourAgo)));
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
