package dev.probeline.bench.subject;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.TopicProvisioner;
import dev.probeline.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Where the peers write: nobody reads it. */
final class PeerOutput {
    static final TopicDeclaration TOPIC =
            new TopicDeclaration("bench-peer-output", Topics.METRICS.partitions(), Map.of());

    private PeerOutput() {}

    static void create(KafkaSettings kafka) {
        try (Admin admin = Admin.create(kafka.admin())) {
            TopicProvisioner.ensure(admin, List.of(TOPIC), (short) 1);
        }
    }
}
