package dev.probeline.dashboard.io.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.dashboard.core.Window;
import dev.probeline.dashboard.core.Windows;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** What is read of a record is what is kept of the whole of it. */
class WindowDeserializerTest {
    private static final String TOPIC = "probe-metrics";

    private final Map<String, Object> serde =
            KafkaSettings.of("localhost:9092", "mock://window-deserializer").common();

    @Test
    void thePartThatIsReadMakesTheSameWindowAsTheWhole() {
        ProbeMetrics whole = Windows.of(10, 3, Windows.START, 7)
                .setErrorsByType(Map.of("timeout", 2L, "server_error", 1L))
                .setErrorsByFaultDomain(Map.of("provider", 3L))
                .setShutdownDate("2027-01-01")
                .setMinRatelimitHeadroomRequests(0.25)
                .setMinRatelimitHeadroomTokens(0.5)
                .setCompleteness(0.9)
                .setPromptTokens(120)
                .setCostUsd(0.0125)
                .setLatencyMs(Distribution.newBuilder(Windows.measured(7, 1234.5))
                        .setSketch(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                        .build())
                .build();

        Window read = deserializer(60_000).deserialize(TOPIC, bytes(whole));

        assertThat(read).usingRecursiveComparison().isEqualTo(Window.of(whole));
        assertThat(read.errorsByType()).containsEntry("timeout", 2L);
    }

    @Test
    void ofAnotherSizeNothingIsRead() {
        assertThat(deserializer(300_000).deserialize(TOPIC, bytes(Windows.failing(0, Windows.START))))
                .isNull();
    }

    private Deserializer<Window> deserializer(long sizeMs) {
        return WindowDeserializer.of(serde, size -> size == sizeMs);
    }

    private byte[] bytes(ProbeMetrics metrics) {
        try (Serializer<ProbeMetrics> serializer = ValueSerde.serializer(serde)) {
            return serializer.serialize(TOPIC, metrics);
        }
    }
}
