package dev.probeline.bench.subject;

import dev.probeline.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Threads that only poll, each its share of the partitions with the consumer's default settings, over and over from the
 * beginning.
 */
final class Loops<V> implements Subject {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Before the end, where a fetch would wait for more to come. */
    private static final double TURN_AT = 0.8;

    private final Map<String, Object> properties;
    private final Supplier<Deserializer<V>> values;
    private final int threads;
    private final AtomicLong processed = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopping;

    Loops(Map<String, Object> properties, Supplier<Deserializer<V>> values, int threads) {
        this.properties = properties;
        this.values = values;
        this.threads = threads;
    }

    @Override
    public void start() {
        for (int i = 0; i < threads; i++) {
            int own = i;
            Thread thread = new Thread(() -> loop(own), "poll-" + i);
            thread.setUncaughtExceptionHandler((which, thrown) -> failure.compareAndSet(null, thrown));
            thread.start();
            running.add(thread);
        }
    }

    @SuppressWarnings("UnusedVariable") // A record is looked at by being there.
    private void loop(int own) {
        try (Consumer<byte[], V> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), values.get())) {
            List<TopicPartition> partitions = IntStream.range(0, Topics.RESULTS.partitions())
                    .filter(partition -> partition % threads == own)
                    .mapToObj(partition -> new TopicPartition(Topics.RESULTS.name(), partition))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                ConsumerRecords<byte[], V> records = consumer.poll(POLL);
                int count = 0;
                for (ConsumerRecord<byte[], V> record : records) {
                    count++;
                }
                processed.addAndGet(count);
                for (TopicPartition partition : records.partitions()) {
                    if (consumer.position(partition) >= TURN_AT * ends.get(partition)) {
                        consumer.seekToBeginning(List.of(partition));
                    }
                }
            }
        }
    }

    @Override
    public long processed() {
        return processed.get();
    }

    @Override
    public void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("a poll loop ended", failure.get());
        }
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
