package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.Samples;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both ways against Confluent's own serializer, over one registry. Runs with {@code -Pconfluent} only. */
class ConfluentInteroperationTest {
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void thisBuildTakesConfluentsClasses() {
        try (Serde<ProbeResult> serde =
                ValueSerde.of(Map.of("schema.registry.url", registry.url()), ProbeResult.class)) {
            assertThat(serde.serializer().getClass())
                    .hasToString("class io.confluent.kafka.serializers.KafkaAvroSerializer");
        }
    }

    @Test
    void everyRecordGoesBothWaysInTheSameBytes() {
        assertBothWays("probe-results", Samples.result(), ProbeResult.class);
        assertBothWays("probe-metrics", Samples.metrics(), ProbeMetrics.class);
        assertBothWays("alert-events", Samples.alert(), AlertEvent.class);
    }

    @Test
    void whatConfluentsCannotReadIsPoison() {
        try (Serde<ProbeResult> theirs = confluents(ProbeResult.class)) {
            assertThatThrownBy(() -> theirs.deserializer().deserialize("probe-results", new byte[] {7, 0, 0, 0, 1}))
                    .matches(Poison::is);
        }
    }

    private <T extends SpecificRecord> void assertBothWays(String topic, T record, Class<T> type) {
        try (Serde<T> ours = ours(type);
                Serde<T> theirs = confluents(type)) {
            byte[] fromOurs = ours.serializer().serialize(topic, record);
            byte[] fromTheirs = theirs.serializer().serialize(topic, record);
            assertThat(fromOurs).isEqualTo(fromTheirs);
            assertThat(ours.deserializer().deserialize(topic, fromTheirs)).isEqualTo(record);
            assertThat(theirs.deserializer().deserialize(topic, fromOurs)).isEqualTo(record);
        }
    }

    private <T extends SpecificRecord> Serde<T> ours(Class<T> type) {
        return ValueSerde.of(Ours.at(registry.url()), type);
    }

    private <T extends SpecificRecord> Serde<T> confluents(Class<T> type) {
        return ValueSerde.of(
                Map.of(
                        "schema.registry.url",
                        registry.url(),
                        "value.serializer",
                        "io.confluent.kafka.serializers.KafkaAvroSerializer",
                        "value.deserializer",
                        "io.confluent.kafka.serializers.KafkaAvroDeserializer"),
                type);
    }
}
