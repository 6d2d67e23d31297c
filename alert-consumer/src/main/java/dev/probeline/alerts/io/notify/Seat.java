package dev.probeline.alerts.io.notify;

import dev.probeline.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * An instance's place in the group of which one is on duty: who owns the one partition of the incidents. Its consumer
 * reads nothing; membership is all. For one thread.
 */
final class Seat implements ConsumerRebalanceListener, AutoCloseable {
    private static final Duration STAND_BY = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Function<Consumer<byte[], byte[]>, Duty> takeOver;
    private final Duration handOver;
    private boolean ours;
    private Duty duty;

    /** @param handOver longer than a notification may take */
    Seat(Consumer<byte[], byte[]> consumer, Function<Consumer<byte[], byte[]>, Duty> takeOver, Duration handOver) {
        this.consumer = consumer;
        this.takeOver = takeOver;
        this.handOver = handOver;
        consumer.subscribe(List.of(Topics.INCIDENTS.name()), this);
    }

    void turn() {
        consumer.poll(duty == null ? STAND_BY : Duration.ZERO);
        if (ours && duty == null) {
            duty = takeOver.apply(consumer);
        }
        if (duty != null) {
            duty.turn();
        }
    }

    boolean onDuty() {
        return duty != null;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            consumer.pause(partitions);
            ours = true;
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            handOver();
        }
    }

    /** Another one is on duty already: what we would still write it does not let us. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        ours = false;
        if (duty != null) {
            duty.close();
            duty = null;
        }
    }

    private void handOver() {
        ours = false;
        if (duty == null) {
            return;
        }
        try (Duty ending = duty) {
            duty = null;
            ending.finish(handOver);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        try (consumer) {
            handOver();
        }
    }
}
