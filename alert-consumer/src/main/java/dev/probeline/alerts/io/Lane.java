package dev.probeline.alerts.io;

import dev.probeline.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One receiver's own queue: reads alert events, delivers them one by one in order and commits each after its delivery.
 * While one waits for its next try the partitions are paused and polling goes on, so that the group knows it is alive.
 * For one thread.
 */
final class Lane implements ConsumerRebalanceListener {
    private static final Duration IDLE_POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Delivery delivery;
    private final Clock clock;
    private final Deque<ConsumerRecord<byte[], byte[]>> queue = new ArrayDeque<>();
    private Trial trial = Trial.NONE;
    private Instant due = Instant.MIN;

    Lane(Consumer<byte[], byte[]> consumer, Delivery delivery, Clock clock) {
        this.consumer = consumer;
        this.delivery = delivery;
        this.clock = clock;
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.ALERTS.name()), this);
    }

    /** One poll, and one try of the first record if it is due. */
    void turn() {
        if (queue.isEmpty()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        consumer.poll(pollFor()).forEach(queue::add);
        if (!queue.isEmpty() && !clock.instant().isBefore(due)) {
            tryFirst();
        }
    }

    private void tryFirst() {
        ConsumerRecord<byte[], byte[]> first = queue.element();
        Progress progress = delivery.tryOnce(first, trial);
        if (progress.isDone()) {
            consumer.commitSync(Map.of(
                    new TopicPartition(first.topic(), first.partition()), new OffsetAndMetadata(first.offset() + 1)));
            queue.remove();
            startAfresh();
        } else {
            trial = progress.trial();
            due = clock.instant().plus(progress.pause());
        }
    }

    private Duration pollFor() {
        if (queue.isEmpty()) {
            return IDLE_POLL;
        }
        Instant now = clock.instant();
        if (!now.isBefore(due)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, due);
        return wait.compareTo(IDLE_POLL) < 0 ? wait : IDLE_POLL;
    }

    /** What is queued of them is another instance's to deliver. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        ConsumerRecord<byte[], byte[]> first = queue.peek();
        queue.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        if (queue.peek() != first) {
            startAfresh();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    private void startAfresh() {
        trial = Trial.NONE;
        due = Instant.MIN;
    }
}
