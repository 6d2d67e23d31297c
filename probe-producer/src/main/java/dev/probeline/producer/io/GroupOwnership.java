package dev.probeline.producer.io;

import dev.probeline.producer.core.Share;
import dev.probeline.runtime.health.CheckResult;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the region's targets: those whose partition a consumer group gave to this instance. Nothing is ever read;
 * Kafka does membership and failover. While the cluster is away the last assignment stays.
 */
public final class GroupOwnership implements Ownership {
    private static final Logger log = LoggerFactory.getLogger(GroupOwnership.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> connect;
    private final Thread thread = Threads.daemon("probe-shares", this::work);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile Set<Integer> owned = Set.of();
    private volatile int shares = 1;
    private volatile String trouble = "not yet a member of the group";

    /** @param connect makes the consumer and sees to the topic; may throw while the cluster is away */
    public GroupOwnership(String topic, Supplier<Consumer<byte[], byte[]>> connect) {
        this.topic = topic;
        this.connect = connect;
    }

    @Override
    public boolean owns(String target) {
        Set<Integer> mine = owned;
        return !mine.isEmpty() && mine.contains(Share.of(target, shares));
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public CheckResult check() {
        if (!thread.isAlive()) {
            return CheckResult.down("not running");
        }
        return trouble == null ? CheckResult.up(owned.size() + " shares") : CheckResult.down(trouble);
    }

    /** Leaves the group, so that others take over at once. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (closing.getCount() > 0) {
            try (Consumer<byte[], byte[]> member = connect.get()) {
                consumer = member;
                shares = member.partitionsFor(topic).size();
                member.subscribe(List.of(topic), new Assignment());
                while (closing.getCount() > 0) {
                    member.poll(POLL);
                }
            } catch (WakeupException e) {
                log.debug("Leaving the group");
            } catch (KafkaException e) {
                failed(e);
            }
        }
    }

    private void failed(KafkaException e) {
        boolean first = trouble == null || !trouble.contains(String.valueOf(e.getMessage()));
        trouble = "the group cannot be had: " + e.getMessage();
        (first ? log.atWarn() : log.atDebug())
                .addKeyValue("cause", e.toString())
                .log("No share of the targets");
        try {
            closing.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            closing.countDown();
        }
    }

    /** Runs within poll, on the group's thread. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            Set<Integer> next = new HashSet<>(owned);
            added.forEach(partition -> next.add(partition.partition()));
            owned = Set.copyOf(next);
            trouble = null;
            if (!added.isEmpty()) {
                log.atInfo().addKeyValue("shares", owned.size()).log("Targets were assigned");
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> removed) {
            Set<Integer> next = new HashSet<>(owned);
            removed.forEach(partition -> next.remove(partition.partition()));
            owned = Set.copyOf(next);
        }
    }
}
