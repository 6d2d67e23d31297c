package dev.probeline.quickstart;

import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An instance of the aggregator as the tests want it: quick to be missed and with its tasks at once. */
final class AggregatorProcess {
    static final String MAIN = "dev.probeline.aggregator.AggregatorMain";

    private AggregatorProcess() {}

    /**
     * Does not start it.
     *
     * @param name of its files
     * @param yaml its configuration beside Kafka and the folder of its state
     */
    static ServiceProcess of(String name, Path directory, KafkaSettings kafka, String yaml) throws IOException {
        return of(name, directory, kafka, Duration.ofSeconds(6), yaml);
    }

    /** @param session without a sign of life from it, the group thinks it dead after so long */
    static ServiceProcess of(String name, Path directory, KafkaSettings kafka, Duration session, String yaml)
            throws IOException {
        return ServiceProcess.of(
                MAIN,
                List.of(),
                directory.resolve(name + ".yaml"),
                """
                kafka:
                  bootstrap_servers: %s
                  schema_registry_url: %s
                  properties:
                    consumer.session.timeout.ms: %d
                    consumer.heartbeat.interval.ms: 1000
                    acceptable.recovery.lag: 1000000000
                state_dir: %s
                """.formatted(
                                        kafka.bootstrapServers(),
                                        kafka.schemaRegistryUrl(),
                                        session.toMillis(),
                                        directory.resolve(name))
                        + yaml);
    }
}
