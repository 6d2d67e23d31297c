package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.quickstart.core.Summary;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The pipeline of {@link QuickstartIT} on the Kafka that others run: the official image. Skipped without Docker. */
@Testcontainers(disabledWithoutDocker = true)
class PipelineOnContainerKafkaIT {
    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");

    @Test
    void whatIsPublishedIsAggregatedAndEveryAlertIsToldOnce(@TempDir Path directory) throws Exception {
        Logs.quiet();

        Summary summary = QuickstartIT.run(directory, Optional.of(KAFKA.getBootstrapServers()));

        assertThat(summary.faults()).isEmpty();
        assertThat(summary.alertsFired()).isGreaterThanOrEqualTo(4);
        assertThat(summary.notificationsDelivered()).isEqualTo(summary.alertsFired() + summary.alertsResolved());
        assertThat(summary.duplicateNotifications()).isZero();
    }
}
