package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.Samples;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class WireFaultsTest {
    private static final String TOPIC = "probe-results";
    private static final Map<String, Object> PROPERTIES = Ours.at("mock://wire-faults");

    private final Serializer<ProbeResult> serializer = ValueSerde.serializer(PROPERTIES);
    private final Deserializer<ProbeResult> deserializer = ValueSerde.deserializer(PROPERTIES, ProbeResult.class);

    @Test
    void tooFewBytes() {
        assertUndecodable(new byte[0], "0 bytes (expected: at least the 5 of the wire format)");
        assertUndecodable(new byte[] {0, 0, 0, 1}, "4 bytes");
    }

    @Test
    void notTheWireFormat() {
        assertUndecodable("{\"json\":1}".getBytes(StandardCharsets.UTF_8), "first byte is 123 (expected: 0,");
    }

    @Test
    void anUnknownSchemaId() {
        assertUndecodable(new byte[] {0, 127, 0, 0, 1, 9, 9}, "schema id 2130706433 is not known");
    }

    @Test
    void aTruncatedRecord() {
        byte[] whole = serializer.serialize(TOPIC, Samples.result());
        assertUndecodable(Arrays.copyOf(whole, whole.length - 1), "not readable as dev.probeline.schemas.events");
    }

    @Test
    void bytesAfterTheRecord() {
        byte[] whole = serializer.serialize(TOPIC, Samples.result());
        assertUndecodable(Arrays.copyOf(whole, whole.length + 1), "bytes are left over after the record");
    }

    @Property(tries = 300)
    void noBytesDoWorseThanUndecodable(@ForAll byte[] body) {
        byte[] whole = serializer.serialize(TOPIC, Samples.result());
        ByteBuffer bytes = ByteBuffer.allocate(WireFormat.HEADER + body.length);
        bytes.put(whole, 0, WireFormat.HEADER).put(body);
        try {
            deserializer.deserialize(TOPIC, bytes.array());
        } catch (UndecodableException expected) {
            assertThat(expected).hasMessageContaining(TOPIC);
        }
    }

    @Test
    void aRecordIsReadOutOfTheMiddleOfABuffer() {
        byte[] whole = serializer.serialize(TOPIC, Samples.result());
        ByteBuffer slice = ByteBuffer.allocate(whole.length + 20)
                .position(7)
                .put(whole)
                .flip()
                .position(7)
                .slice();
        assertThat(deserializer.deserialize(TOPIC, new RecordHeaders(), slice)).isEqualTo(Samples.result());
        assertThat(deserializer.deserialize(TOPIC, new RecordHeaders(), slice.asReadOnlyBuffer()))
                .isEqualTo(Samples.result());
    }

    @Test
    void aRecordThatBreaksItsSchemaIsNotWrittenAndLeavesNoTraceInTheNext() {
        ProbeResult broken = Samples.result();
        broken.put("probe_id", null);
        byte[] before = serializer.serialize(TOPIC, Samples.result());
        assertThatThrownBy(() -> serializer.serialize(TOPIC, broken))
                .isInstanceOf(SerializationException.class)
                .hasMessage("record for probe-results: not a valid dev.probeline.schemas.events.ProbeResult");
        assertThat(serializer.serialize(TOPIC, Samples.result())).isEqualTo(before);
    }

    @Test
    void aNewerWritersEnumSymbolReadsAsUnknown() {
        Schema newer = new Schema.Parser()
                .parse(ProbeResult.getClassSchema()
                        .toString()
                        .replace("\"network\",\"prober\"]", "\"network\",\"prober\",\"regulator\"]"));
        GenericRecord record = new GenericData.Record(newer);
        try (AvroDeserializer<GenericRecord> generic = new AvroDeserializer<>();
                AvroSerializer<GenericRecord> writer = new AvroSerializer<>()) {
            generic.configure(PROPERTIES, false);
            GenericRecord sample = generic.deserialize(TOPIC, serializer.serialize(TOPIC, Samples.result()));
            newer.getFields().forEach(field -> record.put(field.name(), sample.get(field.name())));
            Schema domains = newer.getField("fault_domain").schema();
            record.put("fault_domain", new GenericData.EnumSymbol(domains, "regulator"));
            writer.configure(PROPERTIES, false);
            byte[] bytes = writer.serialize(TOPIC, record);
            assertThat(deserializer.deserialize(TOPIC, bytes).getFaultDomain()).isEqualTo(FaultDomain.unknown);
        }
    }

    private void assertUndecodable(byte[] bytes, String reason) {
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("record of probe-results: ")
                .hasMessageContaining(reason);
    }
}
