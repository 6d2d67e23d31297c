package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.Topics;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.BrokerConfig;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Members of a real group, on a broker that goes away and whose rights change. */
@ExtendWith(KafkaClusterExtension.class)
class GroupOwnershipIT {
    private static final TopicDeclaration SHARES = new TopicDeclaration("shares", 2, Map.of());
    private static final TopicDeclaration ELSEWHERE = new TopicDeclaration("elsewhere", 1, Map.of());
    private static final Set<String> TARGETS = Set.of("a", "b", "c", "d", "e", "f", "g", "h");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @BrokerConfig(name = "authorizer.class.name", value = "dev.probeline.producer.io.Rights")
    @BrokerConfig(name = "group.min.session.timeout.ms", value = "1000")
    KafkaCluster cluster;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger metersClosed = new AtomicInteger();
    private final GroupOwnership ownership = joining("one");

    @AfterEach
    void leave() {
        ownership.close();
        Rights.grantAll();
    }

    @Test
    void aTopicWithoutPartitionsIsWaitedFor() throws Exception {
        try (GroupOwnership early =
                new GroupOwnership(SHARES.name(), TARGETS, targets -> member("one", ELSEWHERE, targets))) {
            early.start();
            await().atMost(PATIENCE).until(() -> early.check().reason().contains("no partitions yet"));
            assertThat(TARGETS).noneMatch(early::owns);
            try (Admin admin = admin()) {
                admin.createTopics(List.of(SHARES.newTopic((short) 1))).all().get();
            }
            await().atMost(PATIENCE).until(() -> TARGETS.stream().allMatch(early::owns));
        }
    }

    @Test
    void theLastAssignmentStaysWhenTheClusterIsAway() {
        startAlone();
        cluster.stopNodes(node -> true, null);
        await().during(Duration.ofSeconds(3)).until(() -> TARGETS.stream().allMatch(ownership::owns));
        ownership.replace(names(9));
        assertThat(names(9)).allMatch(ownership::owns);
        ownership.replace(TARGETS);
        cluster.startNodes(node -> true);
        try (GroupOwnership other = joining("two")) {
            other.start();
            await().atMost(PATIENCE).until(() -> everyTargetHasOneOf(ownership, other));
        }
    }

    @Test
    void theLastAssignmentStaysWithoutTheRightToTheGroupAndGoesWithTheNextOne() {
        startAlone();
        Rights.refuse("one-shares", ResourceType.GROUP, AclOperation.DESCRIBE, AclOperation.READ);
        await().atMost(PATIENCE).until(() -> !ownership.check().ok());
        await().atMost(PATIENCE).until(() -> metersClosed.get() >= 1);
        try (GroupOwnership other = joining("two")) {
            other.start();
            await().atMost(PATIENCE).until(() -> TARGETS.stream().allMatch(other::owns));
            assertThat(TARGETS).allMatch(ownership::owns);
            Rights.grantAll();
            await().atMost(PATIENCE).until(() -> everyTargetHasOneOf(ownership, other));
        }
    }

    @Test
    void partitionsThatAreAddedCountFromTheNextAssignmentOn() throws Exception {
        startAlone();
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(SHARES.name(), NewPartitions.increaseTo(8)))
                    .all()
                    .get();
        }
        await().atMost(PATIENCE).until(() -> ownership.check().reason().endsWith(" 8 shares"));
        assertThat(TARGETS).allMatch(ownership::owns);
        try (GroupOwnership other = joining("two")) {
            other.start();
            await().atMost(PATIENCE).until(() -> everyTargetHasOneOf(ownership, other));
        }
    }

    @Test
    void threeMembersShareEvenlyAndGoOnSoWhenTargetsAreAdded() {
        TopicDeclaration regular = Topics.shares("eu-west");
        List<GroupOwnership> group = Stream.of("one", "two", "three")
                .map(prober ->
                        new GroupOwnership(regular.name(), names(9), targets -> member(prober, regular, targets)))
                .toList();
        try {
            group.forEach(GroupOwnership::start);
            await().atMost(PATIENCE).until(() -> loads(group, names(9)).equals(List.of(3, 3, 3)));
            group.forEach(member -> member.replace(names(11)));
            await().atMost(PATIENCE).until(() -> loads(group, names(11)).equals(List.of(3, 4, 4)));
        } finally {
            group.forEach(GroupOwnership::close);
        }
    }

    /** Targets by member, fewest first; empty as long as one has none or two. */
    private static List<Integer> loads(List<GroupOwnership> group, Set<String> targets) {
        boolean each = targets.stream()
                .allMatch(target ->
                        group.stream().filter(member -> member.owns(target)).count() == 1);
        return !each
                ? List.of()
                : group.stream()
                        .map(member ->
                                (int) targets.stream().filter(member::owns).count())
                        .sorted()
                        .toList();
    }

    private static Set<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "target-" + i).collect(Collectors.toSet());
    }

    @Test
    void nothingIsOwnedAfterLeaving() {
        startAlone();
        ownership.close();
        assertThat(TARGETS).noneMatch(ownership::owns);
        assertThat(metersClosed).hasValue(1);
    }

    private void startAlone() {
        ownership.start();
        await().atMost(PATIENCE).until(() -> TARGETS.stream().allMatch(ownership::owns));
        assertThat(ownership.check().reason()).isEqualTo("8 targets in 2 shares");
    }

    private static boolean everyTargetHasOneOf(GroupOwnership one, GroupOwnership other) {
        return one.check().ok()
                && TARGETS.stream().allMatch(target -> one.owns(target) != other.owns(target))
                && TARGETS.stream().anyMatch(one::owns)
                && TARGETS.stream().anyMatch(other::owns);
    }

    private GroupOwnership joining(String prober) {
        return new GroupOwnership(SHARES.name(), TARGETS, targets -> member(prober, SHARES, targets));
    }

    /** Notices at once what it would otherwise see within seconds or minutes. */
    private Member member(String prober, TopicDeclaration topic, Supplier<Set<String>> targets) {
        KafkaSettings settings = new KafkaSettings(
                cluster.getBootstrapServers(),
                "",
                Map.of(
                        "consumer.heartbeat.interval.ms", Secret.of("200"),
                        "consumer.session.timeout.ms", Secret.of("2000"),
                        "consumer.metadata.max.age.ms", Secret.of("500")));
        Member member = new KafkaClients(settings, prober, registry).member(topic, "probers", targets);
        return new Member(member.consumer(), () -> {
            member.meters().close();
            metersClosed.incrementAndGet();
        });
    }

    private Admin admin() {
        return Admin.create(cluster.getKafkaClientConfiguration());
    }
}
