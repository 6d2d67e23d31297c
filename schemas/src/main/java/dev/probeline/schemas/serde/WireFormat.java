package dev.probeline.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Confluent's wire format: a zero byte, the schema's id as four bytes big-endian, then Avro binary.
 *
 * <p>Source: Confluent's documentation, "Wire format" under "Formats, Serializers, and Deserializers".
 */
final class WireFormat {
    static final byte MAGIC = 0;

    /** Bytes before the Avro binary. */
    static final int HEADER = 5;

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private WireFormat() {}

    static void writeHeader(ByteArrayOutputStream out, int schemaId) {
        out.write(MAGIC);
        out.write(schemaId >>> 24);
        out.write(schemaId >>> 16);
        out.write(schemaId >>> 8);
        out.write(schemaId);
    }

    /** @throws UndecodableException if the bytes at {@code offset} are no header of this format */
    static int schemaId(String topic, byte[] bytes, int offset, int length) {
        if (length < HEADER) {
            throw new UndecodableException(topic, length + " bytes (expected: at least the 5 of the wire format)");
        }
        if (bytes[offset] != MAGIC) {
            throw new UndecodableException(
                    topic, "first byte is " + (bytes[offset] & 0xff) + " (expected: 0, Confluent's wire format)");
        }
        return (int) BIG_ENDIAN.get(bytes, offset + 1);
    }
}
