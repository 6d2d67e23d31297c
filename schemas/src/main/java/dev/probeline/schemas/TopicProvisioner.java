package dev.probeline.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the declared topics that are missing and says how those that exist differ. It alters nothing: more partitions
 * would move series, and settings may be an operator's own.
 */
public final class TopicProvisioner {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private TopicProvisioner() {}

    /** What was done and what was found. */
    public record Report(List<String> created, List<TopicDifference> differences) {
        public Report {
            created = List.copyOf(created);
            differences = List.copyOf(differences);
        }
    }

    /**
     * Returns once every topic can be described and every partition has a leader. May be called by many at once.
     *
     * @param replication replicas per partition
     * @throws KafkaException if the cluster cannot be asked or refuses; a {@link TimeoutException} if a new topic stays
     *     invisible for 30 s
     */
    public static Report ensure(Admin admin, Collection<TopicDeclaration> declarations, short replication) {
        Map<String, TopicDescription> found = describe(admin, declarations);
        List<String> created = create(
                admin,
                declarations.stream()
                        .filter(declaration -> !found.containsKey(declaration.name()))
                        .map(declaration -> declaration.newTopic(replication))
                        .toList());
        Map<String, TopicDescription> visible = awaitVisible(admin, declarations);
        List<TopicDeclaration> others = declarations.stream()
                .filter(declaration -> !created.contains(declaration.name()))
                .toList();
        return new Report(created, differences(admin, others, visible, replication));
    }

    private static List<String> create(Admin admin, List<NewTopic> missing) {
        List<String> created = new ArrayList<>();
        admin.createTopics(missing).values().forEach((name, creation) -> {
            try {
                get(creation);
                created.add(name);
            } catch (TopicExistsException e) {
                // Somebody was quicker: looked at like any other that exists.
            }
        });
        return created;
    }

    private static Map<String, TopicDescription> awaitVisible(Admin admin, Collection<TopicDeclaration> declarations) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            Map<String, TopicDescription> found = describe(admin, declarations);
            List<String> waitingFor = declarations.stream()
                    .map(TopicDeclaration::name)
                    .filter(name -> !ready(found.get(name)))
                    .toList();
            if (waitingFor.isEmpty()) {
                return found;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("topics " + waitingFor + " have no leader after "
                        + VISIBLE_WITHIN.toSeconds() + " s (expected: enough brokers that are up)");
            }
            pause();
        }
    }

    private static boolean ready(TopicDescription topic) {
        return topic != null
                && topic.partitions().stream()
                        .allMatch(partition -> partition.leader() != null
                                && !partition.leader().isEmpty());
    }

    private static Map<String, TopicDescription> describe(Admin admin, Collection<TopicDeclaration> declarations) {
        Map<String, TopicDescription> found = new HashMap<>();
        List<String> names = declarations.stream().map(TopicDeclaration::name).toList();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                found.put(name, get(description));
            } catch (UnknownTopicOrPartitionException e) {
                // Missing: absent from the result.
            }
        });
        return found;
    }

    private static List<TopicDifference> differences(
            Admin admin, List<TopicDeclaration> declarations, Map<String, TopicDescription> found, short replication) {
        List<TopicDifference> differences = new ArrayList<>();
        List<ConfigResource> resources = declarations.stream()
                .map(declaration -> new ConfigResource(ConfigResource.Type.TOPIC, declaration.name()))
                .toList();
        Map<ConfigResource, Config> settings =
                get(admin.describeConfigs(resources).all());
        for (int i = 0; i < declarations.size(); i++) {
            TopicDeclaration declaration = declarations.get(i);
            differences.addAll(TopicDifference.between(
                    declaration.newTopic(replication), found.get(declaration.name()), settings.get(resources.get(i))));
        }
        return differences;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException fault) {
                throw fault;
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
