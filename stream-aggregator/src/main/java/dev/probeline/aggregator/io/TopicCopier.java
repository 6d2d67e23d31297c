package dev.probeline.aggregator.io;

import dev.probeline.aggregator.io.SinkMeters.Skipped;
import dev.probeline.schemas.serde.Poison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Takes a topic from one consumer to the store, batch by batch: offsets are committed after the write, and what is
 * written twice is the same point. While the store or the registry is away it goes on polling with its partitions
 * paused, and lets go of what belongs to a partition it lost: the new owner may have written a later revision already.
 * For one thread.
 */
final class TopicCopier<T> implements ConsumerRebalanceListener, Delivery.Source {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Feed<T> feed;
    private final Consumer<byte[], byte[]> consumer;
    private final Delivery delivery;
    private final DeadLetters deadLetters;
    private final SinkMeters meters;
    private final SinkTrouble trouble;
    private final BooleanSupplier ending;
    private final Set<TopicPartition> lost = new HashSet<>();
    private boolean storing;

    TopicCopier(
            Feed<T> feed,
            Consumer<byte[], byte[]> consumer,
            Delivery delivery,
            DeadLetters deadLetters,
            SinkMeters meters,
            SinkTrouble trouble,
            BooleanSupplier ending) {
        this.feed = feed;
        this.consumer = consumer;
        this.delivery = delivery;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.trouble = trouble;
        this.ending = ending;
    }

    void subscribe() {
        consumer.subscribe(List.of(feed.topic()), this);
    }

    /**
     * One poll, and all that is to be done with what it gave; ends early only by an exception.
     *
     * @return whether it gave anything: a consumer that only waits may still be one that breaks again and again
     */
    boolean turn() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(POLL).forEach(records::add);
        if (records.isEmpty()) {
            forgetTrouble();
            return false;
        }
        storing = true;
        lost.clear();
        try {
            delivery.deliver(points(records), this);
        } finally {
            storing = false;
            consumer.resume(consumer.paused());
        }
        trouble.over();
        commit();
        return true;
    }

    /** Nothing waits for the store; whether the brokers answer shows a commit by a member of the group. */
    private void forgetTrouble() {
        if (trouble.check().ok() || consumer.groupMetadata().generationId() < 0) {
            return;
        }
        if (commit()) {
            trouble.over();
        }
    }

    private List<Entry> points(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Entry> entries = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null) {
                meters.skipped(Skipped.EMPTY, 1);
                continue;
            }
            T value = decode(record);
            if (value == null) {
                continue;
            }
            if (feed.wanted().test(value)) {
                entries.add(new Entry(
                        record, feed.measurement().table(), feed.toPoint().apply(value)));
            } else {
                meters.skipped(Skipped.EARLY, 1);
            }
        }
        List<Entry> newest = Entry.newestOfEachPoint(entries);
        meters.skipped(Skipped.SUPERSEDED, entries.size() - newest.size());
        return newest;
    }

    /** Null for a record that can never be read; waits where the registry is away. */
    private T decode(ConsumerRecord<byte[], byte[]> record) {
        for (Pause pause = Pause.FIRST; ; pause = pause.longer()) {
            try {
                return feed.decoder().deserialize(record.topic(), record.headers(), record.value());
            } catch (KafkaException e) {
                if (Poison.is(e)) {
                    deadLetters.send(record, "undecodable", e.getMessage());
                    return null;
                }
                trouble.tell("schema registry: " + e.getMessage());
                hold(pause.length());
            }
        }
    }

    /** Waits in the consumer, which so keeps its place in the group. */
    @Override
    public void hold(Duration pause) {
        consumer.pause(consumer.assignment());
        long until = System.nanoTime() + pause.toNanos();
        do {
            if (ending.getAsBoolean()) {
                throw new KafkaException("ending; the batch stays on the topic");
            }
            consumer.poll(pause.isZero() ? pause : POLL);
        } while (System.nanoTime() < until);
    }

    @Override
    public boolean owns(TopicPartition partition) {
        return !lost.contains(partition);
    }

    private boolean commit() {
        try {
            consumer.commitSync();
            return true;
        } catch (CommitFailedException | RetriableException e) {
            // Whoever reads them next writes the same points again.
            trouble.tell("commit: " + e.getMessage());
            return false;
        }
    }

    /** A partition that comes while the batch waits must not be read yet: what it gave would be lost. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (storing) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        lost.addAll(partitions);
        delivery.forget(partitions);
    }
}
