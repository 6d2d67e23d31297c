package dev.probeline.alerts.io;

import dev.probeline.alerts.core.notify.Backlog;
import dev.probeline.alerts.core.notify.Progress;
import dev.probeline.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One receiver's consumer of alert events: fills its {@link Backlog}, lets it be delivered and commits each event after
 * its delivery. While one waits for its next try the partitions are paused and polling goes on, so that the group knows
 * it is alive. For one thread.
 */
final class Lane implements ConsumerRebalanceListener {
    private static final Duration IDLE_POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Delivery delivery;
    private final Clock clock;
    private final Backlog<ConsumerRecord<byte[], byte[]>> backlog = new Backlog<>();

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
        if (backlog.isEmpty()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        consumer.poll(backlog.idle(clock.instant(), IDLE_POLL)).forEach(backlog::add);
        backlog.due(clock.instant()).ifPresent(this::tryOnce);
    }

    private void tryOnce(ConsumerRecord<byte[], byte[]> record) {
        Progress progress = delivery.tryOnce(record, backlog.trial());
        backlog.tried(progress, clock.instant());
        if (progress instanceof Progress.Done) {
            consumer.commitSync(Map.of(partition(record), new OffsetAndMetadata(record.offset() + 1)));
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        backlog.drop(record -> partitions.contains(partition(record)));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        FirstPosition.take(consumer, partitions, clock.instant());
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
