package dev.probeline.producer.io;

import dev.probeline.producer.core.Division;
import dev.probeline.producer.core.Placement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells Kafka which member of the region's group gets which shares: as many targets for each, where Kafka's own
 * assignors count partitions and do not know how many targets fall on one. Runs in the member that leads.
 *
 * <p>Cooperative: a share that moves is taken from its holder first and given in the round after, so that it is never
 * with two.
 */
public final class ShareAssignor implements ConsumerPartitionAssignor, Configurable {
    /** Property with a supplier of the targets' names. */
    static final String TARGETS = "probeline.targets";

    private Supplier<? extends Collection<String>> targets;

    @Override
    @SuppressWarnings("unchecked") // who makes the consumer puts it there
    public void configure(Map<String, ?> properties) {
        targets = (Supplier<? extends Collection<String>>) properties.get(TARGETS);
    }

    @Override
    public String name() {
        return "probeline-targets";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        Map<String, Set<TopicPartition>> given = new HashMap<>();
        Map<String, Subscription> members = group.groupSubscription();
        members.keySet().forEach(member -> given.put(member, new HashSet<>()));
        Set<String> topics = new TreeSet<>();
        members.values().forEach(subscription -> topics.addAll(subscription.topics()));
        topics.forEach(topic -> divide(topic, cluster.partitionCountForTopic(topic), members, given));
        Map<String, Assignment> assignments = new HashMap<>();
        given.forEach((member, shares) -> assignments.put(member, new Assignment(List.copyOf(shares))));
        return new GroupAssignment(assignments);
    }

    private void divide(
            String topic, Integer count, Map<String, Subscription> members, Map<String, Set<TopicPartition>> given) {
        int shares = count == null ? 0 : count;
        Map<String, Set<Integer>> held = held(topic, shares, members);
        Set<Integer> free = new HashSet<>();
        for (int share = 0; share < shares; share++) {
            free.add(share);
        }
        held.values().forEach(free::removeAll);
        Division.of(Placement.weights(targets.get(), shares), held)
                .forEach((member, part) -> part.stream()
                        .filter(share ->
                                free.contains(share) || held.get(member).contains(share))
                        .forEach(share -> given.get(member).add(new TopicPartition(topic, share))));
    }

    /** What each member holds; of two that claim one share, the one whose word is of the later generation has it. */
    private static Map<String, Set<Integer>> held(String topic, int shares, Map<String, Subscription> members) {
        Map<Integer, String> holders = new HashMap<>();
        members.forEach((member, subscription) -> {
            for (TopicPartition owned : subscription.ownedPartitions()) {
                if (owned.topic().equals(topic) && owned.partition() < shares) {
                    holders.merge(
                            owned.partition(),
                            member,
                            (one, other) ->
                                    generation(members.get(one)) >= generation(members.get(other)) ? one : other);
                }
            }
        });
        Map<String, Set<Integer>> held = new HashMap<>();
        members.keySet().forEach(member -> held.put(member, new HashSet<>()));
        holders.forEach((share, member) -> held.get(member).add(share));
        return held;
    }

    private static int generation(Subscription subscription) {
        return subscription.generationId().orElse(-1);
    }
}
