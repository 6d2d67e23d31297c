package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.RecordReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** Makes observations: from bytes, by the schema they were written with, or from a decoded result. */
public final class Observations {
    private static final Schema OURS = ProbeResult.getClassSchema();
    private static final int[] FIELDS = fields();

    private Observations() {}

    /** Reads only what is needed where the schema allows it, which is always so for ours. */
    public static RecordReader<Observation> reader(Schema writer) {
        return Projection.of(writer).<RecordReader<Observation>>map(p -> p).orElseGet(() -> whole(writer));
    }

    private static RecordReader<Observation> whole(Schema writer) {
        SpecificDatumReader<ProbeResult> reader = new SpecificDatumReader<>(writer, OURS);
        return (bytes, offset, length) -> {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, null);
            ProbeResult result = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new RecordReader.LeftOverException();
            }
            return of(result);
        };
    }

    public static Observation of(ProbeResult result) {
        ByteArrayOutputStream texts = new ByteArrayOutputStream(256);
        long[] places = new long[Slot.COUNT];
        long present = 0;
        for (Slot slot : Slot.values()) {
            Object value = value(result, slot);
            if (value == null) {
                continue;
            }
            present |= 1L << slot.place;
            if (slot.kind == Slot.Kind.TEXT) {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                places[slot.place] = (long) texts.size() << Integer.SIZE | text.length;
                texts.writeBytes(text);
            } else {
                places[slot.place] = bits(value);
            }
        }
        return new Observation(texts.toByteArray(), places, present);
    }

    private static Object value(ProbeResult result, Slot slot) {
        return result.get(FIELDS[slot.place]);
    }

    private static long bits(Object value) {
        if (value instanceof Double real) {
            return Double.doubleToRawLongBits(real);
        }
        if (value instanceof Boolean yes) {
            return yes ? 1 : 0;
        }
        if (value instanceof Enum<?> symbol) {
            return ((GenericEnumSymbol<?>) symbol).getSchema().getEnumOrdinal(symbol.toString());
        }
        return value instanceof Instant time ? time.toEpochMilli() : ((Number) value).longValue();
    }

    private static int[] fields() {
        int[] fields = new int[Slot.COUNT];
        for (Slot slot : Slot.values()) {
            fields[slot.place] = OURS.getField(slot.field()).pos();
        }
        return fields;
    }
}
