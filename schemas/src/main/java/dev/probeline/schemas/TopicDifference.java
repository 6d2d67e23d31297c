package dev.probeline.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** One thing in which a topic is not as declared; its text names both and can be shown as it is. */
public record TopicDifference(String topic, String setting, String declared, String found) {

    /** @return in a fixed order: partitions, replication, then the declared settings by name */
    static List<TopicDifference> between(NewTopic declared, TopicDescription found, Config settings) {
        Map<String, String> wanted = new TreeMap<>(declared.configs());
        List<TopicDifference> all = new ArrayList<>();
        all.add(new TopicDifference(
                declared.name(),
                "partitions",
                String.valueOf(declared.numPartitions()),
                String.valueOf(found.partitions().size())));
        all.add(new TopicDifference(
                declared.name(),
                "replication.factor",
                String.valueOf(declared.replicationFactor()),
                String.valueOf(found.partitions().get(0).replicas().size())));
        wanted.forEach((name, value) -> {
            ConfigEntry entry = settings.get(name);
            all.add(new TopicDifference(declared.name(), name, value, entry == null ? "unset" : entry.value()));
        });
        all.removeIf(difference -> difference.declared.equals(difference.found));
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return "topic " + topic + ": " + setting + ": " + found + " (expected: " + declared + ")";
    }
}
