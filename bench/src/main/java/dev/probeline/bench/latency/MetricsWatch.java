package dev.probeline.bench.latency;

import dev.probeline.bench.core.Delays;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.FailureExample;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A reader of committed metrics that notes when it first could read what. */
final class MetricsWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Consumer<String, ProbeMetrics> consumer;
    private final Map<String, Long> failedAt = new ConcurrentHashMap<>();
    private final Set<Window> seen = new HashSet<>();
    private final LongStream.Builder finals = LongStream.builder();
    private final LongStream.Builder early = LongStream.builder();
    private boolean counting;

    private record Window(String key, long sizeMs, long endMs) {}

    MetricsWatch(KafkaSettings kafka) {
        consumer = new KafkaConsumer<>(
                kafka.consumer("bench-watch", ""),
                new StringDeserializer(),
                ValueSerde.deserializer(kafka.common(), ProbeMetrics.class));
        List<TopicPartition> partitions = IntStream.range(0, Topics.METRICS.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.METRICS.name(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
    }

    /** From now on look for the record that shows this failure. Called by another thread. */
    void expect(String requestId, long completedAtMs) {
        failedAt.put(requestId, completedAtMs);
    }

    /** @throws IllegalStateException if there is no final record within so long */
    void awaitFirst(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (seen.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the aggregator published nothing within " + Durations.format(atMost));
            }
            poll();
        }
    }

    /** Reads for so long. */
    void read(Duration howLong, boolean count) {
        counting = count;
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() - end < 0) {
            poll();
        }
    }

    private void poll() {
        ConsumerRecords<String, ProbeMetrics> records = consumer.poll(POLL);
        long nowMs = System.currentTimeMillis();
        for (ConsumerRecord<String, ProbeMetrics> record : records) {
            look(record.key(), record.value(), nowMs);
        }
    }

    private void look(String key, ProbeMetrics metrics, long nowMs) {
        long endMs = metrics.getWindowEnd().toEpochMilli();
        if (metrics.getFinal$()) {
            if (seen.add(new Window(key, metrics.getWindowSizeMs(), endMs)) && counting) {
                finals.add(nowMs - endMs);
            }
            return;
        }
        for (FailureExample example : metrics.getExamples()) {
            Long completedAtMs = example.getRequestId() == null ? null : failedAt.remove(example.getRequestId());
            if (completedAtMs != null && counting) {
                early.add(nowMs - completedAtMs);
            }
        }
    }

    /** From a window's end to its first final record. */
    Delays finals() {
        return Delays.of(finals.build().toArray());
    }

    /** From a failing probe's completion to the first record of an open window that shows it. */
    Delays early() {
        return Delays.of(early.build().toArray());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
