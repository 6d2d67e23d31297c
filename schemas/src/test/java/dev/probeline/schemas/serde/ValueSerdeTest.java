package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.Samples;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ValueSerdeTest {
    private static final Map<String, Object> IN_MEMORY = Ours.at("mock://value-serde");

    @Test
    void everyRecordComesBackAsItWent() {
        assertThat(roundTrip("probe-results", Samples.result(), ProbeResult.class))
                .isEqualTo(Samples.result());
        assertThat(roundTrip("probe-metrics", Samples.metrics(), ProbeMetrics.class))
                .isEqualTo(Samples.metrics());
        assertThat(roundTrip("alert-events", Samples.alert(), AlertEvent.class)).isEqualTo(Samples.alert());
    }

    @Test
    void nullStaysNull() {
        assertThat(roundTrip("probe-results", null, ProbeResult.class)).isNull();
    }

    @Test
    void aRecordOfAnotherTypeIsUndecodable() {
        try (Serde<AlertEvent> alerts = ValueSerde.of(IN_MEMORY, AlertEvent.class);
                Serde<ProbeResult> results = ValueSerde.of(IN_MEMORY, ProbeResult.class)) {
            byte[] alert = alerts.serializer().serialize("alert-events", Samples.alert());
            assertThatThrownBy(() -> results.deserializer().deserialize("alert-events", alert))
                    .isInstanceOf(UndecodableException.class)
                    .hasMessageContaining("dev.probeline.schemas.events.AlertEvent");
        }
    }

    @Test
    void theClassNamedInThePropertiesIsTaken() {
        Map<String, Object> properties = Map.of(
                "schema.registry.url", "mock://value-serde", "value.serializer", StringSerializer.class.getName());
        assertThat((Object) ValueSerde.serializer(properties)).isInstanceOf(StringSerializer.class);
    }

    @Test
    void aClassThatIsNotThereIsNamed() {
        Map<String, Object> properties =
                Map.of("schema.registry.url", "mock://value-serde", "value.serializer", "com.example.Missing");
        assertThatThrownBy(() -> ValueSerde.of(properties, ProbeResult.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.serializer: com.example.Missing");
    }

    private static <T extends SpecificRecord> T roundTrip(String topic, T record, Class<T> type) {
        try (Serde<T> serde = ValueSerde.of(IN_MEMORY, type)) {
            return serde.deserializer().deserialize(topic, serde.serializer().serialize(topic, record));
        }
    }
}
