package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.RecordReader;
import dev.probeline.schemas.serde.ValueSerde;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

/** The projection against the whole record, for random results and for schemas that other releases may write. */
class ProjectionTest {
    private static final Schema OURS = ProbeResult.getClassSchema();

    @BeforeContainer // Avro makes records of classes that it was told to trust, and no others
    static void trust() {
        ValueSerde.deserializer(Map.of("schema.registry.url", "mock://projection"), ProbeResult.class)
                .close();
    }

    @Property(tries = 300)
    void whatIsReadIsWhatTheWholeRecordSays(@ForAll long seed) throws IOException {
        ProbeResult result = random(new Random(seed));
        byte[] bytes = encode(result);

        assertThat(Projection.of(OURS)).isPresent();
        assertThat(Observations.reader(OURS).read(bytes, 0, bytes.length))
                .hasToString(Observations.of(result).toString());
    }

    @Property(tries = 300)
    void fieldsMayBeAddedAndStandInAnyOrder(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        ProbeResult result = random(random);
        List<Schema.Field> fields = fields();
        for (int i = 0; i < 3; i++) {
            fields.add(
                    added("new_" + i, skippable().get(random.nextInt(skippable().size())), random.nextBoolean()));
        }
        Collections.shuffle(fields, random);
        Schema writer = Schema.createRecord("ProbeResult", null, OURS.getNamespace(), false, fields);
        byte[] bytes = encode(result, writer, random);

        assertThat(Projection.of(writer)).isPresent();
        assertThat(Observations.reader(writer).read(bytes, 0, bytes.length))
                .hasToString(Observations.of(result).toString());
    }

    @Property(tries = 20)
    void whatOnlyAWholeDecoderCanSkipIsLeftToIt(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        ProbeResult result = random(random);
        List<Schema.Field> fields = fields();
        fields.add(0, added("tags", SchemaBuilder.map().values().stringType(), true));
        Schema writer = Schema.createRecord("ProbeResult", null, OURS.getNamespace(), false, fields);
        byte[] bytes = encode(result, writer, random);

        assertThat(Projection.of(writer)).isEmpty();
        assertThat(Observations.reader(writer).read(bytes, 0, bytes.length))
                .hasToString(Observations.of(result).toString());
    }

    @Property(tries = 100)
    void noCutRecordPassesForAWholeOne(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = encode(random(random));
        int length = random.nextInt(bytes.length);

        assertThatThrownBy(() -> Observations.reader(OURS).read(Arrays.copyOf(bytes, length), 0, length))
                .isInstanceOfAny(IOException.class, IndexOutOfBoundsException.class, IllegalArgumentException.class);
    }

    @Test
    void bytesBehindTheRecordAreRefused() throws IOException {
        byte[] bytes = encode(random(new Random(1)));

        assertThatThrownBy(() ->
                        Observations.reader(OURS).read(Arrays.copyOf(bytes, bytes.length + 1), 0, bytes.length + 1))
                .isInstanceOf(RecordReader.LeftOverException.class);
    }

    @Test
    void aSymbolNewerThanWeAreIsUnknown() throws IOException {
        List<Schema.Field> fields = fields();
        fields.replaceAll(field -> field.name().equals("fault_domain")
                ? new Schema.Field(
                        "fault_domain", Schema.createEnum("FaultDomain", null, null, List.of("none", "moon")))
                : field);
        Schema writer = Schema.createRecord("ProbeResult", null, OURS.getNamespace(), false, fields);
        GenericRecord record = generic(random(new Random(1)), writer, new Random(1));
        record.put(
                "fault_domain",
                new GenericData.EnumSymbol(writer.getField("fault_domain").schema(), "moon"));
        byte[] bytes = encode(record, writer);

        assertThat(Observations.reader(writer).read(bytes, 0, bytes.length).faultDomain())
                .isEqualTo(FaultDomain.unknown);
    }

    private static List<Schema.Field> fields() {
        List<Schema.Field> fields = new ArrayList<>();
        OURS.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return fields;
    }

    private static List<Schema> skippable() {
        return List.of(
                Schema.create(Schema.Type.STRING),
                Schema.create(Schema.Type.LONG),
                Schema.create(Schema.Type.FLOAT),
                Schema.create(Schema.Type.DOUBLE),
                Schema.create(Schema.Type.BOOLEAN),
                Schema.create(Schema.Type.BYTES),
                Schema.createFixed("Sixteen", null, null, 16));
    }

    private static Schema.Field added(String name, Schema type, boolean nullFirst) {
        Schema none = Schema.create(Schema.Type.NULL);
        return new Schema.Field(name, nullFirst ? Schema.createUnion(none, type) : Schema.createUnion(type, none));
    }

    private static ProbeResult random(Random r) {
        Outcome[] outcomes = Outcome.values();
        FaultDomain[] domains = FaultDomain.values();
        ProbeResult.Builder result = ProbeResult.newBuilder()
                .setProvider(text(r))
                .setModel(text(r))
                .setEndpoint(text(r))
                .setRegion(text(r))
                .setTarget(text(r))
                .setApiKeyAlias(text(r))
                .setProbeId(text(r))
                .setAttempt(r.nextInt(5))
                .setFinal$(r.nextBoolean())
                .setProber(text(r))
                .setScheduledAt(time(r))
                .setStartedAt(time(r))
                .setCompletedAt(time(r))
                .setOutcome(outcomes[r.nextInt(outcomes.length)])
                .setFaultDomain(domains[r.nextInt(domains.length)])
                .setConnection(ConnectionUse.reused);
        ProbeResult whole = result.build();
        for (Schema.Field field : OURS.getFields()) {
            if (field.schema().isNullable() && r.nextBoolean()) {
                whole.put(field.pos(), value(field.schema().getTypes().get(1), r));
            }
        }
        return whole;
    }

    private static Object value(Schema schema, Random r) {
        return switch (schema.getType()) {
            case LONG -> schema.getLogicalType() == null ? r.nextLong() : time(r);
            case INT -> r.nextInt();
            case DOUBLE -> r.nextGaussian();
            case FLOAT -> r.nextFloat();
            case BOOLEAN -> r.nextBoolean();
            case STRING -> text(r);
            case BYTES -> ByteBuffer.wrap(new byte[r.nextInt(9)]);
            case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
            case MAP -> Map.of(text(r), text(r));
            default -> throw new IllegalStateException(schema.toString());
        };
    }

    private static Instant time(Random r) {
        return Instant.ofEpochMilli(r.nextLong(4_000_000_000_000L));
    }

    private static String text(Random r) {
        String[] some = {"", "openai", "gpt-4o|x", "größer", "漢字", "a".repeat(200)};
        return some[r.nextInt(some.length)];
    }

    private static byte[] encode(ProbeResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(ProbeResult.class).write(result, out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] encode(ProbeResult result, Schema writer, Random r) throws IOException {
        return encode(generic(result, writer, r), writer);
    }

    private static GenericRecord generic(ProbeResult result, Schema writer, Random r) throws IOException {
        byte[] ours = encode(result);
        GenericRecord same = new GenericDatumReader<GenericRecord>(OURS)
                .read(null, DecoderFactory.get().binaryDecoder(ours, null));
        GenericRecord record = new GenericData.Record(writer);
        for (Schema.Field field : writer.getFields()) {
            if (OURS.getField(field.name()) != null) {
                record.put(field.pos(), same.get(field.name()));
            } else if (r.nextBoolean()) {
                Schema type = field.schema().getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
                record.put(field.pos(), value(type, r));
            }
        }
        return record;
    }

    private static byte[] encode(GenericRecord record, Schema writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(writer).write(record, out);
        out.flush();
        return bytes.toByteArray();
    }
}
