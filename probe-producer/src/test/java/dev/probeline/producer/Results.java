package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.io.SomeResult;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What is on the topic of results: creates it, and reads it from its beginning. */
final class Results implements AutoCloseable {
    static final String REGISTRY = "mock://producer-it";

    private final KafkaConsumer<String, ProbeResult> consumer;
    private final List<ProbeResult> all = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();

    Results(Map<String, Object> cluster) {
        try (Admin admin = Admin.create(cluster)) {
            admin.createTopics(List.of(Topics.RESULTS.newTopic((short) 1)))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        Map<String, Object> properties = new HashMap<>(cluster);
        properties.put("schema.registry.url", REGISTRY);
        properties.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), ValueSerde.deserializer(properties, ProbeResult.class));
        // A member of a group would begin again after it was not asked for minutes, or the cluster was away.
        // From the declaration: a broker may know nothing yet of a topic that was just created.
        List<TopicPartition> partitions = IntStream.range(0, Topics.RESULTS.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.RESULTS.name(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Gives the schema the first id here, as it has in every process that writes nothing else. */
    void knowTheSchema() {
        try (Serializer<ProbeResult> serializer = ValueSerde.serializer(Map.of("schema.registry.url", REGISTRY))) {
            assertThat(serializer.serialize(Topics.RESULTS.name(), SomeResult.of("any")))
                    .startsWith(0, 0, 0, 0, 1);
        }
    }

    void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(found -> {
            keys.add(found.key());
            all.add(found.value());
        });
    }

    void await(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            poll();
            return all.size() >= count;
        });
    }

    List<ProbeResult> all() {
        return List.copyOf(all);
    }

    List<ProbeResult> of(String target) {
        return all.stream().filter(result -> result.getTarget().equals(target)).toList();
    }

    boolean inOrderOfEachTarget() {
        Map<String, Instant> latest = new HashMap<>();
        return all.stream().noneMatch(result -> {
            Instant earlier = latest.put(result.getTarget(), result.getCompletedAt());
            return earlier != null && earlier.isAfter(result.getCompletedAt());
        });
    }

    Set<String> keys() {
        return keys;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
