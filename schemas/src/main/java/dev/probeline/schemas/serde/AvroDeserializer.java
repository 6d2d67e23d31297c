package dev.probeline.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Confluent's wire format to records: generated ones with {@code specific.avro.reader=true}, generic ones otherwise.
 * Safe for use by many threads.
 *
 * <p>Configured by Confluent's property names. Throws {@link UndecodableException} for bytes that will never be
 * readable, {@link RegistryUnavailableException} for a schema not yet known while no registry answers, and
 * {@link RegistryRefusedException}.
 *
 * @param <T> the generated record, or {@code GenericRecord}
 */
public final class AvroDeserializer<T> implements Deserializer<T> {
    private final Function<Schema, RecordReader<T>> compiler;
    private RegistryClient registry;
    private ReaderChoice readers;
    private Bounded<Integer, Source<T>> sources;
    private volatile Source<T> last;

    /** Records as the properties ask for. */
    public AvroDeserializer() {
        this(null);
    }

    /** @param compiler makes the reader for a writer's schema, once; the properties then say nothing about reading */
    public AvroDeserializer(Function<Schema, RecordReader<T>> compiler) {
        this.compiler = compiler;
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        TrustedRecords.trust();
        RegistryConfig config = RegistryConfig.of(properties);
        registry = RegistryClient.of(config);
        sources = new Bounded<>(config.cacheSize());
        readers = ReaderChoice.of(properties, isKey);
    }

    @Override
    public T deserialize(String topic, byte[] data) {
        return data == null ? null : decode(topic, data, 0, data.length);
    }

    @Override
    public T deserialize(String topic, Headers headers, ByteBuffer data) {
        if (data == null || !data.hasArray()) {
            return Deserializer.super.deserialize(topic, headers, data);
        }
        return decode(topic, data.array(), data.arrayOffset() + data.position(), data.remaining());
    }

    private T decode(String topic, byte[] bytes, int offset, int length) {
        int id = WireFormat.schemaId(topic, bytes, offset, length);
        Source<T> source = source(topic, id);
        try {
            return source.reader.read(bytes, offset + WireFormat.HEADER, length - WireFormat.HEADER);
        } catch (RecordReader.LeftOverException e) {
            throw new UndecodableException(topic, e.getMessage() + " (schema id " + id + ")");
        } catch (IOException | RuntimeException e) {
            throw new UndecodableException(
                    topic,
                    "its " + length + " bytes are not readable as " + source.schema.getFullName() + " (schema id " + id
                            + ")",
                    e);
        }
    }

    private Source<T> source(String topic, int id) {
        Source<T> source = last;
        if (source != null && source.id == id) {
            return source;
        }
        source = sources.get(id);
        if (source == null) {
            Schema schema = registry.schema(topic, id);
            source = new Source<>(id, schema, reader(topic, schema));
            sources.put(id, source);
        }
        last = source;
        return source;
    }

    private RecordReader<T> reader(String topic, Schema schema) {
        return compiler == null ? new DatumRecordReader<>(readers.reader(topic, schema)) : compiler.apply(schema);
    }

    /** What is the same for all records of one schema id. */
    private record Source<T>(int id, Schema schema, RecordReader<T> reader) {}
}
