package dev.probeline.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What may be done with a topic, a group or a transactional id, or with all whose name begins so.
 *
 * @param operations in Kafka's words, in the order of their names
 */
record Right(ResourceType type, PatternType pattern, String name, List<AclOperation> operations) {
    private static final String ANY_HOST = "*";

    Right {
        operations =
                operations.stream().sorted(Comparator.comparing(Enum::name)).toList();
    }

    static Right topic(String name, AclOperation... operations) {
        return new Right(ResourceType.TOPIC, PatternType.LITERAL, name, List.of(operations));
    }

    static Right topicsFrom(String prefix, AclOperation... operations) {
        return new Right(ResourceType.TOPIC, PatternType.PREFIXED, prefix, List.of(operations));
    }

    static Right group(String name) {
        return new Right(ResourceType.GROUP, PatternType.LITERAL, name, List.of(AclOperation.READ));
    }

    static Right groupsFrom(String prefix) {
        return new Right(ResourceType.GROUP, PatternType.PREFIXED, prefix, List.of(AclOperation.READ));
    }

    static Right transactionsFrom(String prefix) {
        return new Right(
                ResourceType.TRANSACTIONAL_ID,
                PatternType.PREFIXED,
                prefix,
                List.of(AclOperation.DESCRIBE, AclOperation.WRITE));
    }

    /** As Kafka's own authorizer holds it. */
    Stream<AclBinding> bindings(String user) {
        ResourcePattern resource = new ResourcePattern(type, name, pattern);
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource,
                        new AccessControlEntry("User:" + user, ANY_HOST, operation, AclPermissionType.ALLOW)));
    }

    /** As in {@code topic probe-results: describe, write}. */
    @Override
    public String toString() {
        return word(type) + " " + name + (pattern == PatternType.PREFIXED ? "*" : "") + ": "
                + operations.stream().map(Right::word).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
