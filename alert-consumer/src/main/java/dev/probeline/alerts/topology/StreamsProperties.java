package dev.probeline.alerts.topology;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.DeadLetterCount;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** The Kafka Streams properties of the rule evaluation: ours below, the operator's above. */
public final class StreamsProperties {
    public static Properties of(AlertConfig config, DeadLetterCount deadLetters) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.STATE_DIR_CONFIG,
                config.stateDir().toString(),
                // A record is answered within this and a poll.
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                100,
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest",
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                UnreadableRecordHandler.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailProcessingExceptionHandler.class,
                // Its constant is deprecated already: Kafka 5 knows nothing else. Until then it warns where this is
                // unset.
                "processing.exception.handler.global.enabled",
                true,
                UnreadableRecordHandler.COUNT,
                deadLetters));
        properties.putAll(config.kafka().streams(config.applicationId()));
        return properties;
    }

    private StreamsProperties() {}
}
