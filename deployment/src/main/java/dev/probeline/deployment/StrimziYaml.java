package dev.probeline.deployment;

import dev.probeline.schemas.TopicDeclaration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;

/** Topics and principals as the resources that Strimzi's operators act on, so that the cluster's owners can review them. */
final class StrimziYaml {
    private static final String HEAD = "# Generated: provision strimzi. Edit the declarations, not this file.\n";

    private final Installation installation;

    StrimziYaml(Installation installation) {
        this.installation = installation;
    }

    String print() {
        String topics = installation.topics().stream().map(this::topic).collect(Collectors.joining());
        String users = installation.principals().stream().map(this::user).collect(Collectors.joining());
        return HEAD + topics + users;
    }

    private String topic(TopicDeclaration declaration) {
        NewTopic topic = declaration.newTopic((short) installation.replication());
        Map<String, String> settings = new TreeMap<>(topic.configs());
        String config = settings.entrySet().stream()
                .map(entry -> "    " + entry.getKey() + ": \"" + entry.getValue() + "\"\n")
                .collect(Collectors.joining());
        return head("KafkaTopic", topic.name()) + "  partitions: " + topic.numPartitions() + "\n  replicas: "
                + topic.replicationFactor() + "\n  config:\n" + config;
    }

    private String user(Principal principal) {
        return head("KafkaUser", principal.name())
                + "  authentication: {type: scram-sha-512}\n  authorization:\n    type: simple\n    acls:\n"
                + principal.rights().stream().map(StrimziYaml::acl).collect(Collectors.joining());
    }

    private String head(String kind, String name) {
        return """
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: %s
                metadata:
                  name: %s
                  labels: {strimzi.io/cluster: %s}
                spec:
                """.formatted(kind, name, installation.strimziCluster());
    }

    private static String acl(Right right) {
        return "      - resource: {type: " + camel(right.type().name(), false) + ", name: " + right.name()
                + ", patternType: "
                + right.pattern().name().replace("PREFIXED", "prefix").toLowerCase(Locale.ROOT)
                + "}\n        operations: ["
                + right.operations().stream()
                        .map(AclOperation::name)
                        .map(name -> camel(name, true))
                        .collect(Collectors.joining(", "))
                + "]\n";
    }

    /** {@code TRANSACTIONAL_ID} as {@code transactionalId}, or with a capital letter in front. */
    private static String camel(String upper, boolean first) {
        String words = Arrays.stream(upper.split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return first ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
