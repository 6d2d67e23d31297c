package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.core.incident.Dispatcher;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.serde.Poison;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes in: alert events, and what people say of them; with how far it was heard. For one thread. */
final class Mailbag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mailbag.class);
    private static final Duration REGISTRY_AGAIN = Duration.ofSeconds(1);

    /** A broker forgets a week after it was told how far a topic was heard that the group does not subscribe to. */
    private static final Duration POSITIONS_AGAIN = Duration.ofHours(6);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<AlertEvent> decoder;
    private final String prefix;
    private final Clock clock;
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> heard = new HashMap<>();
    private final List<Unread> unread = new ArrayList<>();
    private Instant notBefore = Instant.MIN;
    private Instant positionsAt;

    /**
     * @param consumer has its partitions and positions
     * @param first positions that nobody has committed yet: they are looked for only once
     */
    Mailbag(
            Consumer<byte[], byte[]> consumer,
            Deserializer<AlertEvent> decoder,
            String prefix,
            Map<TopicPartition, Long> first,
            Clock clock) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.prefix = prefix;
        this.clock = clock;
        this.positionsAt = clock.instant().plus(POSITIONS_AGAIN);
        first.forEach((partition, offset) -> heard.put(partition, new OffsetAndMetadata(offset)));
    }

    /** Waits at most that long for something to come. */
    void hear(Dispatcher dispatcher, Duration idle) {
        if (waiting.isEmpty()) {
            lookForPartitions();
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        try {
            consumer.poll(idle).forEach(waiting::add);
        } catch (WakeupException e) {
            log.trace("An answer has come");
        }
        while (!waiting.isEmpty() && !clock.instant().isBefore(notBefore)) {
            ConsumerRecord<byte[], byte[]> record = waiting.peek();
            if (!understood(record, dispatcher)) {
                notBefore = clock.instant().plus(REGISTRY_AGAIN);
                return;
            }
            waiting.remove();
            heard.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
    }

    /** Those that were added are heard from their beginning: the client asks for news of the topic by itself. */
    private void lookForPartitions() {
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        List<TopicPartition> added = consumer.partitionsFor(Topics.ALERTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .filter(all::add)
                .toList();
        if (!added.isEmpty()) {
            consumer.assign(all);
            added.forEach(partition -> {
                consumer.seek(partition, 0);
                heard.put(partition, new OffsetAndMetadata(0));
            });
        }
        if (!clock.instant().isBefore(positionsAt)) {
            positionsAt = clock.instant().plus(POSITIONS_AGAIN);
            all.forEach(each -> heard.putIfAbsent(each, new OffsetAndMetadata(consumer.position(each))));
        }
    }

    /** False where it cannot be read just now. */
    private boolean understood(ConsumerRecord<byte[], byte[]> record, Dispatcher dispatcher) {
        if (record.topic().equals(Topics.SILENCES.name())) {
            Words.hear(record, prefix, dispatcher, clock.instant());
            return true;
        }
        try {
            AlertEvent event = decoder.deserialize(record.topic(), record.headers(), record.value());
            if (event != null) {
                dispatcher.hear(event, clock.instant());
            }
            return true;
        } catch (SerializationException e) {
            if (!Poison.is(e)) {
                log.atWarn().setCause(e).log("An alert event cannot be read yet");
                return false;
            }
            unread.add(new Unread(record, e.getMessage()));
            return true;
        }
    }

    boolean hasNews() {
        return !heard.isEmpty();
    }

    List<Unread> unread() {
        return List.copyOf(unread);
    }

    /** Offsets of alert events; what people say is read again from its beginning. */
    Map<TopicPartition, OffsetAndMetadata> heard() {
        return Map.copyOf(heard);
    }

    void recorded() {
        heard.clear();
        unread.clear();
    }

    /** Ends the present wait; from any thread. */
    void wake() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
