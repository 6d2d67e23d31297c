package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.Samples;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** The bytes of fixed records. If one fails, records already in Kafka no longer read as they were written. */
class GoldenBytesTest {
    private static final String RESULT = """
            00000000010c6f70656e6169166770742d346f2d6d696e6920636861742f636f6d706c6574696f6e730e65752d776573
            7414636861742d73686f72740870726f644830313933613163322d303030302d373030302d383030302d303030303030
            30303030303102011670726f6265722d65752d31eccdd8efb26800d0ced8efb268f4dbd8efb268020002029003000002
            0000000000948a4000020000000000847340000000000000000004000002220000000002000000000000000000000000
            0002487265715f3031323334353637383961626364656630313233343536373839616263646566000000
            """;
    private static final String METRICS = """
            00000000010c6f70656e6169166770742d346f2d6d696e6920636861742f636f6d706c6574696f6e73022a1463686174
            2d73686f72740870726f64b4b2d1efb268f4dbd8efb268c0a907f4dbd8efb268020108060202000000000000d03f0606
            02000000000000f03f020e7374616c6c65640200021070726f766964657202000206323030080006020000000000948a
            40020000000000948a400000020000000000948a40020000000000948a400000010000000208010203ff7b14ae47e17a
            843f00000000000000000000000000007b14ae47e17a843f00000000000000000000000000007b14ae47e17a843f0000
            00000000104050008801002d431cebe2363a3f0000000000020e65752d776573740802020000000000948a4000020e73
            74616c6c656402900302226e6f206368756e6b20666f722031302073000206632d31f4dbd8efb26800
            """;
    private static final String ALERT = """
            00000000014836663163316630652d303030302d333030302d383030302d30303030303030303030303108736c6f7704
            020616666f725f656c6170736564766f70656e61697c6770742d346f2d6d696e697c636861742f636f6d706c6574696f
            6e737c65752d776573747c636861742d73686f72747c70726f6402087465616d10706c6174666f726d00020e73756d6d
            61727914703935206973203920730022703935286c6174656e637929203e20357302000000000094c140020000000000
            88b340f4dbd8efb268b4b2d1efb26802f4dbd8efb26800b4b2d1efb268f4dbd8efb2680802020e7374616c6c65640200
            021070726f76696465720200020e7374616c6c656402900302226e6f206368756e6b20666f722031302073000206632d
            31f4dbd8efb26800
            """;

    @Test
    void aResultIsWrittenAndReadAsEver() {
        assertGolden("probe-results", Samples.result(), ProbeResult.class, RESULT);
    }

    @Test
    void aWindowIsWrittenAndReadAsEver() {
        assertGolden("probe-metrics", Samples.metrics(), ProbeMetrics.class, METRICS);
    }

    @Test
    void anAlertIsWrittenAndReadAsEver() {
        assertGolden("alert-events", Samples.alert(), AlertEvent.class, ALERT);
    }

    @Test
    void withoutTheSpecificReaderARecordIsGeneric() {
        Map<String, Object> properties = Ours.at("mock://golden-probe-results");
        try (AvroSerializer<ProbeResult> serializer = new AvroSerializer<>();
                AvroDeserializer<GenericRecord> deserializer = new AvroDeserializer<>()) {
            serializer.configure(properties, false);
            deserializer.configure(properties, false);
            byte[] bytes = serializer.serialize("probe-results", Samples.result());
            GenericRecord record = deserializer.deserialize("probe-results", bytes);
            assertThat(record.get("model")).hasToString("gpt-4o-mini");
            assertThat(record.get("completed_at")).isEqualTo(1793534400250L);
        }
    }

    private static <T extends SpecificRecord> void assertGolden(String topic, T record, Class<T> type, String golden) {
        String hex = golden.replaceAll("\\s", "");
        // A registry of its own, so that the id is 1.
        Map<String, Object> properties = Ours.at("mock://golden-" + topic);
        try (Serde<T> serde = ValueSerde.of(properties, type)) {
            byte[] bytes = serde.serializer().serialize(topic, record);
            assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
            assertThat(serde.deserializer().deserialize(topic, HexFormat.of().parseHex(hex)))
                    .isEqualTo(record);
        }
    }
}
