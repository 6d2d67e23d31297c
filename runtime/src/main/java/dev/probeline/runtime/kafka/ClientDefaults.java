package dev.probeline.runtime.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What we want where the operator says nothing: nothing lost, nothing doubled, nothing uncommitted read. */
final class ClientDefaults {
    /** The default of Kafka 5; its constant is deprecated because the property goes with that. */
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

    private ClientDefaults() {}

    static Map<String, Object> producer(String clientId) {
        return Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
    }

    /** @param group empty for a consumer that assigns its partitions itself */
    static Map<String, Object> consumer(String clientId, String group) {
        Map<String, Object> consumer = new HashMap<>(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                clientId,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false));
        if (!group.isEmpty()) {
            consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        }
        return consumer;
    }

    static Map<String, Object> streams(String applicationId) {
        return Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                GLOBAL_HANDLER,
                true,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4");
    }
}
