package dev.probeline.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the pipeline wants it.
 *
 * @param settings topic settings by Kafka's names; replication is the cluster's affair and given when it is created
 */
public record TopicDeclaration(String name, int partitions, Map<String, String> settings) {
    public TopicDeclaration {
        settings = Map.copyOf(settings);
    }

    /**
     * @param replication replicas per partition; {@code min.insync.replicas} is one less, at least 1, so that one
     *     broker may be away
     */
    public NewTopic newTopic(short replication) {
        Map<String, String> configs = new HashMap<>(settings);
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(minInsyncReplicas(replication)));
        return new NewTopic(name, Optional.of(partitions), Optional.of(replication)).configs(configs);
    }

    static int minInsyncReplicas(short replication) {
        return Math.max(1, replication - 1);
    }
}
