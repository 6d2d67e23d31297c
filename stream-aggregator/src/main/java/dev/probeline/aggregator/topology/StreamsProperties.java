package dev.probeline.aggregator.topology;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams properties of the aggregation: ours below, the operator's above. */
public final class StreamsProperties {
    private static final int SESSION_TIMEOUT_MS = 15_000;
    private static final int LINGER_MS = 10;

    private StreamsProperties() {}

    /** @param operators what the configuration passes through, with the application's id */
    public static Properties of(
            Map<String, Object> operators,
            Path stateDir,
            int threads,
            Duration commitInterval,
            Membership membership,
            AggregatorMeters meters) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.STATE_DIR_CONFIG,
                stateDir.toString(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                threads,
                // Whatever it costs to commit is paid this often, and a window is readable this much later.
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                commitInterval.toMillis(),
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest",
                // Sent while the next records are worked on, so that a commit has little left to wait for.
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                LINGER_MS,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                RejectionHandler.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                RejectionHandler.class,
                RejectionHandler.METERS,
                meters));
        // A task reads one partition, so there is nothing to wait for; asking costs a tenth of the throughput.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 131_072);
        // Closing a long stretch of time at once must not be taken for a dead producer.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 60_000);
        // Also how long a dead instance's work stands still: nobody but a restart of it under its name goes on before.
        properties.put(StreamsConfig.consumerPrefix(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        properties.putAll(membership.properties());
        properties.putAll(operators);
        return properties;
    }
}
