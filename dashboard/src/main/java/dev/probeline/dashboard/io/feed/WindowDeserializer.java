package dev.probeline.dashboard.io.feed;

import dev.probeline.dashboard.core.KeptFields;
import dev.probeline.dashboard.core.Window;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.AvroDeserializer;
import dev.probeline.schemas.serde.RecordReader;
import dev.probeline.schemas.serde.ValueSerde;
import java.io.IOException;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Metrics to windows: only the kept fields are read, or the whole record where another deserializer is named. Null for a
 * window of a size that is not wanted, of which no more is read than its size.
 */
final class WindowDeserializer {
    private WindowDeserializer() {}

    /**
     * @param properties as {@link ValueSerde} takes them
     * @param sizes in milliseconds
     */
    static Deserializer<Window> of(Map<String, ?> properties, LongPredicate sizes) {
        Deserializer<ProbeMetrics> named = ValueSerde.deserializer(properties, ProbeMetrics.class);
        if (!(named instanceof AvroDeserializer)) {
            return new Whole(named, sizes);
        }
        named.close();
        Deserializer<Window> projecting = new AvroDeserializer<>(writer -> reader(writer, sizes));
        projecting.configure(properties, false);
        return projecting;
    }

    static RecordReader<Window> reader(Schema writer, LongPredicate sizes) {
        DatumReader<GenericRecord> reader = new GenericDatumReader<>(writer, KeptFields.SCHEMA);
        return (bytes, offset, length) -> {
            if (!sizes.test(size(writer, decoder(bytes, offset, length)))) {
                return null;
            }
            BinaryDecoder decoder = decoder(bytes, offset, length);
            GenericRecord metrics = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new RecordReader.LeftOverException();
            }
            return Window.of(metrics);
        };
    }

    private static BinaryDecoder decoder(byte[] bytes, int offset, int length) {
        return DecoderFactory.get().binaryDecoder(bytes, offset, length, null);
    }

    private static long size(Schema writer, BinaryDecoder decoder) throws IOException {
        for (Schema.Field field : writer.getFields()) {
            if (field.name().equals(KeptFields.SIZE)) {
                return decoder.readLong();
            }
            GenericDatumReader.skip(field.schema(), decoder);
        }
        throw new IOException("no " + KeptFields.SIZE);
    }

    private record Whole(Deserializer<ProbeMetrics> metrics, LongPredicate sizes) implements Deserializer<Window> {
        @Override
        public Window deserialize(String topic, byte[] data) {
            ProbeMetrics whole = metrics.deserialize(topic, data);
            return whole == null || !sizes.test(whole.getWindowSizeMs()) ? null : Window.of(whole);
        }

        @Override
        public void close() {
            metrics.close();
        }
    }
}
