package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupOwnershipTest {
    private static final String TOPIC = "shares";

    private final BlockingQueue<Fake> members = new LinkedBlockingQueue<>();
    private final AtomicInteger metersClosed = new AtomicInteger();
    private final GroupOwnership ownership = new GroupOwnership(TOPIC, this::member);

    @AfterEach
    void leave() {
        ownership.close();
    }

    @Test
    void aTopicWithoutPartitionsIsWaitedFor() {
        members.add(new Fake(0));
        Fake later = new Fake(1);
        later.schedulePollTask(() -> later.assign(1));
        ownership.start();
        await().until(() -> ownership.check().reason().contains("no partitions yet"));
        assertThat(ownership.owns("a")).isFalse();
        members.add(later);
        await().until(() -> ownership.owns("a"));
    }

    @Test
    void theLastAssignmentStaysWhenTheClusterFailsAndGoesWithTheNextOne() {
        Fake first = new Fake(1);
        first.schedulePollTask(() -> first.assign(1));
        members.add(first);
        ownership.start();
        await().until(() -> ownership.owns("a"));
        first.setPollException(new KafkaException("the cluster is away"));
        await().until(() -> !ownership.check().ok());
        await().until(first::closed);
        assertThat(ownership.owns("a")).isTrue();
        assertThat(metersClosed).hasValue(1);
        Fake second = new Fake(1);
        second.schedulePollTask(() -> second.assign(0));
        members.add(second);
        await().until(() -> !ownership.owns("a"));
    }

    @Test
    void partitionsThatAreAddedCountFromTheNextAssignmentOn() {
        Fake member = new Fake(1);
        member.schedulePollTask(() -> member.assign(1));
        members.add(member);
        ownership.start();
        await().until(() -> ownership.owns("a"));
        member.schedulePollTask(() -> {
            member.show(8);
            member.assign(8);
        });
        await().until(() -> ownership.check().reason().startsWith("8 "));
        assertThat(List.of("a", "b", "c", "d", "e", "f", "g", "h")).allMatch(ownership::owns);
    }

    @Test
    void nothingIsOwnedAfterLeaving() {
        Fake member = new Fake(1);
        member.schedulePollTask(() -> member.assign(1));
        members.add(member);
        ownership.start();
        await().until(() -> ownership.owns("a"));
        ownership.close();
        assertThat(ownership.owns("a")).isFalse();
    }

    private Member member() {
        Fake next = members.poll();
        if (next == null) {
            throw new KafkaException("shows no partitions yet");
        }
        return new Member(next, metersClosed::incrementAndGet);
    }

    /** Kafka's own double, which revokes when it is closed like the real one. */
    private static final class Fake extends MockConsumer<byte[], byte[]> {
        private ConsumerRebalanceListener listener;
        private List<TopicPartition> held = List.of();

        Fake(int partitions) {
            super("latest");
            show(partitions);
        }

        void show(int partitions) {
            List<PartitionInfo> infos = new ArrayList<>();
            for (int i = 0; i < partitions; i++) {
                infos.add(new PartitionInfo(TOPIC, i, null, null, null));
            }
            updatePartitions(TOPIC, infos);
        }

        void assign(int partitions) {
            List<TopicPartition> added = new ArrayList<>();
            for (int i = held.size(); i < partitions; i++) {
                added.add(new TopicPartition(TOPIC, i));
            }
            held = added;
            listener.onPartitionsAssigned(added);
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener onRebalance) {
            listener = onRebalance;
            super.subscribe(topics, onRebalance);
        }

        @Override
        public void close() {
            if (listener != null) {
                listener.onPartitionsRevoked(held);
            }
            super.close();
        }
    }
}
