package dev.probeline.schemas.serde;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;

/** Whole records, as Avro makes them. */
record DatumRecordReader<T>(DatumReader<T> reader) implements RecordReader<T> {
    private static final ThreadLocal<BinaryDecoder> DECODERS =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    @Override
    public T read(byte[] bytes, int offset, int length) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, DECODERS.get());
        T record = reader.read(null, decoder);
        if (!decoder.isEnd()) {
            throw new LeftOverException();
        }
        return record;
    }
}
