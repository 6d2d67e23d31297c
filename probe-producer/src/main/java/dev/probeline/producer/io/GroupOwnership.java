package dev.probeline.producer.io;

import dev.probeline.runtime.health.CheckResult;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
 * Kafka does membership and failover. While the cluster is away the last assignment stays, until a new one is made.
 */
public final class GroupOwnership implements Ownership {
    private static final Logger log = LoggerFactory.getLogger(GroupOwnership.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final String topic;
    private final Function<Supplier<Set<String>>, Member> connect;
    private final Thread thread = Threads.daemon("probe-shares", this::work);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Set<String> targets;
    private volatile boolean newTargets;
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile Held held = Held.NOTHING;
    private volatile String trouble = "not yet a member of the group";

    /**
     * @param targets what the whole group divides
     * @param connect makes the consumer, which asks for the targets, and sees to the topic; may throw while the cluster
     *     is away
     */
    public GroupOwnership(String topic, Set<String> targets, Function<Supplier<Set<String>>, Member> connect) {
        this.topic = topic;
        this.targets = Set.copyOf(targets);
        this.connect = connect;
    }

    @Override
    public boolean owns(String target) {
        return held.targets().contains(target);
    }

    /** Known targets mostly stay with whom they are; the group then evens itself out. */
    @Override
    public synchronized void replace(Set<String> others) {
        targets = Set.copyOf(others);
        hold(held.mine(), held.shares());
        newTargets = true;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public CheckResult check() {
        if (!thread.isAlive()) {
            return CheckResult.notAlive(thread, "the member of the group");
        }
        return trouble == null
                ? CheckResult.up(
                        held.targets().size() + " targets in " + held.mine().size() + " shares")
                : CheckResult.down(trouble);
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
        held = Held.NOTHING;
    }

    private void work() {
        while (closing.getCount() > 0) {
            try (Member member = connect.apply(() -> targets)) {
                takePart(member.consumer());
            } catch (WakeupException e) {
                log.debug("Leaving the group");
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void takePart(Consumer<byte[], byte[]> member) {
        Assignment assignment = new Assignment(member);
        try {
            consumer = member;
            assignment.countShares();
            member.subscribe(List.of(topic), assignment);
            while (closing.getCount() > 0) {
                if (newTargets) {
                    newTargets = false;
                    member.enforceRebalance("the targets changed");
                }
                member.poll(POLL);
            }
        } catch (RuntimeException e) {
            assignment.freeze(); // closing the member revokes what nobody else has been given
            throw e;
        }
    }

    private synchronized void hold(Set<Integer> mine, int shares) {
        held = Held.of(mine, shares, targets);
    }

    private void failed(RuntimeException e) {
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

    /** One membership: runs within poll and close, on the group's thread. */
    private final class Assignment implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> member;
        private final Set<Integer> mine = new HashSet<>();
        private boolean frozen;

        Assignment(Consumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            added.forEach(partition -> mine.add(partition.partition()));
            hold(mine, countShares());
            trouble = null;
            if (!added.isEmpty()) {
                log.atInfo()
                        .addKeyValue("targets", held.targets().size())
                        .addKeyValue("shares", mine.size())
                        .log("Targets were assigned");
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> removed) {
            if (frozen || removed.isEmpty()) {
                return;
            }
            removed.forEach(partition -> mine.remove(partition.partition()));
            hold(mine, held.shares());
        }

        void freeze() {
            frozen = true;
        }

        /** A topic that was just made may show no partitions yet. */
        int countShares() {
            int count = member.partitionsFor(topic).size();
            if (count == 0) {
                throw new KafkaException("topic " + topic + " shows no partitions yet");
            }
            return count;
        }
    }
}
