package dev.probeline.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records to Confluent's wire format, under the subject {@code <topic>-value} or {@code <topic>-key}. Safe for use by
 * many threads, as a Kafka producer does.
 *
 * <p>Configured by Confluent's property names. May throw {@link RegistryUnavailableException} for a schema that was
 * never written before, and {@link RegistryRefusedException}.
 *
 * @param <T> generated records, or generic ones
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {
    /** A buffer that one giant record blew up is not kept. */
    private static final int LARGEST_KEPT = 1 << 20;

    private final ThreadLocal<Output> outputs = ThreadLocal.withInitial(Output::new);
    private RegistryClient registry;
    private String suffix;
    private Bounded<Use, Target> targets;
    private volatile Target last;

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        TrustedRecords.trust();
        RegistryConfig config = RegistryConfig.of(properties);
        registry = RegistryClient.of(config);
        targets = new Bounded<>(config.cacheSize());
        suffix = isKey ? "-key" : "-value";
    }

    @Override
    public byte[] serialize(String topic, T record) {
        if (record == null) {
            return null;
        }
        Target target = target(topic, record);
        Output output = outputs.get();
        try {
            byte[] bytes = output.encode(target, record);
            if (bytes.length > LARGEST_KEPT) {
                outputs.remove();
            }
            return bytes;
        } catch (IOException | RuntimeException e) {
            outputs.remove();
            throw new SerializationException("record for " + topic + ": not a valid " + target.schema.getFullName(), e);
        }
    }

    private Target target(String topic, T record) {
        Target target = last;
        Schema schema = record.getSchema();
        if (target != null && target.schema.equals(schema) && target.topic.equals(topic)) {
            return target;
        }
        Use use = new Use(topic, schema);
        target = targets.get(use);
        if (target == null) {
            int id = registry.id(topic + suffix, schema);
            target = new Target(topic, schema, id, writer(record));
            targets.put(use, target);
        }
        last = target;
        return target;
    }

    private static DatumWriter<Object> writer(IndexedRecord record) {
        Schema schema = record.getSchema();
        return record instanceof SpecificRecord
                ? new NullableWriter(schema, SpecificData.getForClass(record.getClass()))
                : new GenericDatumWriter<>(schema);
    }

    private record Use(String topic, Schema schema) {}

    /** What is the same for all records of one schema in one topic. */
    private record Target(String topic, Schema schema, int id, DatumWriter<Object> writer) {}

    /** One thread's reused buffers. */
    private static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        byte[] encode(Target target, Object record) throws IOException {
            bytes.reset();
            WireFormat.writeHeader(bytes, target.id);
            target.writer.write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        }
    }
}
