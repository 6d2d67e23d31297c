package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.Samples;
import dev.probeline.schemas.events.ProbeResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of fixed records as version 1 wrote them. If one fails, records already in Kafka no longer read as they were
 * written, or other versions of us no longer write what others read.
 */
class GoldenBytesTest {
    private static final int HEADER = 5;

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

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(Samples.result(), RESULT),
                Arguments.of(Samples.metrics(), METRICS),
                Arguments.of(Samples.alert(), ALERT));
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void whatVersion1WroteReadsAsEver(T record, String golden) throws IOException {
        Map<String, Object> properties = registryWithVersion1Of(record);
        try (Serde<?> serde = ValueSerde.of(properties, record.getClass().asSubclass(SpecificRecord.class))) {
            assertThat(serde.deserializer().deserialize("golden", bytes(golden)))
                    .isEqualTo(record);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    <T extends SpecificRecord> void whatIsWrittenReadsAsVersion1(T record, String golden) throws IOException {
        Schema version1 = version1(record);
        byte[] written = written(record);
        assertThat(written).startsWith(0, 0, 0, 0, 1);
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(record.getSchema(), version1);
        GenericRecord read =
                reader.read(null, DecoderFactory.get().binaryDecoder(written, HEADER, written.length - HEADER, null));
        assertThat(encoded(read, version1)).isEqualTo(Arrays.copyOfRange(bytes(golden), HEADER, bytes(golden).length));
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

    private static <T extends SpecificRecord> byte[] written(T record) {
        // A registry of its own, so that the id is 1.
        Map<String, Object> properties =
                Ours.at("mock://written-" + record.getSchema().getName());
        try (AvroSerializer<T> serializer = new AvroSerializer<>()) {
            serializer.configure(properties, false);
            return serializer.serialize("golden", record);
        }
    }

    private static byte[] encoded(GenericRecord record, Schema schema) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Map<String, Object> registryWithVersion1Of(SpecificRecord record) throws IOException {
        String url = "mock://golden-" + record.getSchema().getName();
        MemoryRegistry.named(RegistryUrl.parse(url, Optional.empty())).register("golden-value", version1(record));
        return Ours.at(url);
    }

    private static Schema version1(SpecificRecord record) throws IOException {
        String name = record.getSchema().getName();
        return new Schema.Parser().parse(Files.readString(Path.of("src/main/avro-released", name, "v1.avsc")));
    }

    private static byte[] bytes(String golden) {
        return HexFormat.of().parseHex(golden.replaceAll("\\s", ""));
    }
}
