package dev.probeline.alerts.io;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.serde.RegistryUnavailableException;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a topic holds when asked, read once and in the order of time over all partitions, as far as each partition is in
 * order. However long it is, some hundred records of each partition are in memory. It joins no group and commits nothing.
 */
public final class Recording<V extends SpecificRecord> implements AutoCloseable {
    private static final int AHEAD = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What reads it. */
    public interface Listener<V> {
        void hear(String key, V value, Instant timestamp);
    }

    private final String topic;
    private final Consumer<String, byte[]> consumer;
    private final Deserializer<V> values;
    private final Map<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> ahead = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long unreadable;

    public Recording(KafkaSettings kafka, String clientId, String topic, Class<V> type) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                kafka.consumer(clientId, ""), new StringDeserializer(), new ByteArrayDeserializer());
        this.values = ValueSerde.deserializer(kafka.common(), type);
    }

    /**
     * @param from records stamped at or after it
     * @param to and before it
     * @param progress is told the stamp of what is read, milliseconds since the epoch, from time to time
     * @throws TimeoutException if the cluster does not answer
     */
    public void read(Instant from, Instant to, Listener<V> listener, LongConsumer progress) {
        assign(from, to);
        Instant heard = Instant.now();
        while (!ends.isEmpty()) {
            boolean any = poll();
            while (ready()) {
                ConsumerRecord<String, byte[]> next = takeFirst();
                if (next.timestamp() < to.toEpochMilli()) {
                    tell(next, listener);
                }
            }
            ahead.values().stream()
                    .filter(records -> !records.isEmpty())
                    .findFirst()
                    .ifPresent(records -> progress.accept(records.peek().timestamp()));
            heard = any ? Instant.now() : heard;
            if (heard.plus(PATIENCE).isBefore(Instant.now())) {
                throw new TimeoutException("nothing came from " + topic + " for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** Records that were left out because they cannot be decoded. */
    public long unreadable() {
        return unreadable;
    }

    private void assign(Instant from, Instant to) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times, PATIENCE);
        times.replaceAll((partition, stamp) -> to.toEpochMilli());
        Map<TopicPartition, OffsetAndTimestamp> beyond = consumer.offsetsForTimes(times, PATIENCE);
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions, PATIENCE);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp begin = begins.get(partition);
            OffsetAndTimestamp after = beyond.get(partition);
            long end = after == null ? last.get(partition) : after.offset();
            consumer.seek(partition, begin == null ? end : begin.offset());
            if (begin != null && begin.offset() < end) {
                ends.put(partition, end);
                ahead.put(partition, new ArrayDeque<>());
            }
        }
    }

    private boolean poll() {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> hungry = new ArrayList<>();
        ahead.forEach((partition, records) -> (records.size() < AHEAD ? hungry : full).add(partition));
        consumer.pause(full);
        consumer.resume(hungry);
        boolean any = false;
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            Deque<ConsumerRecord<String, byte[]>> records =
                    ahead.get(new TopicPartition(record.topic(), record.partition()));
            if (records != null) {
                records.add(record);
                any = true;
            }
        }
        // What is beyond the end was written since; a transaction's marker can be the last offset of all.
        ends.entrySet().removeIf(end -> {
            boolean over = ahead.get(end.getKey()).isEmpty() && consumer.position(end.getKey()) >= end.getValue();
            if (over) {
                ahead.remove(end.getKey());
            }
            return over;
        });
        return any;
    }

    /** The first in time is known only where each partition that has more to come shows its next. */
    private boolean ready() {
        return !ahead.isEmpty() && ahead.values().stream().noneMatch(Deque::isEmpty);
    }

    private ConsumerRecord<String, byte[]> takeFirst() {
        Optional<Deque<ConsumerRecord<String, byte[]>>> first = ahead.values().stream()
                .min((a, b) -> Long.compare(a.peek().timestamp(), b.peek().timestamp()));
        return first.orElseThrow().remove();
    }

    private void tell(ConsumerRecord<String, byte[]> record, Listener<V> listener) {
        V value;
        try {
            value = values.deserialize(topic, record.value());
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            unreadable++;
            return;
        }
        if (value != null && record.key() != null) {
            listener.hear(record.key(), value, Instant.ofEpochMilli(record.timestamp()));
        }
    }

    @Override
    public void close() {
        values.close();
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
