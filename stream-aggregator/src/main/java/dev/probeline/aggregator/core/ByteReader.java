package dev.probeline.aggregator.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over bytes in the words of Avro's binary encoding: zigzag varints, little-endian doubles, counted texts.
 *
 * <p>Throws an unchecked exception where the bytes are none of that.
 */
final class ByteReader {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_VARINT = 64;

    final byte[] bytes;
    private final int end;
    private int at;

    ByteReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    int at() {
        return at;
    }

    int readByte() {
        return bytes[at++];
    }

    long readLong() {
        long raw = readUnsigned();
        return raw >>> 1 ^ -(raw & 1);
    }

    int readInt() {
        return (int) readLong();
    }

    long readUnsigned() {
        int first = bytes[at++];
        return first >= 0 ? first : readRest(first);
    }

    private long readRest(int first) {
        long value = first & 0x7f;
        for (int shift = 7; shift < LONGEST_VARINT; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a whole number of more than 64 bits");
    }

    void skipNumbers(int count) {
        for (int left = count; left > 0; left--) {
            while (bytes[at++] < 0) {} // all but the last byte of a number have the highest bit set
        }
    }

    long readDoubleBits() {
        long bits = (long) LITTLE_ENDIAN.get(bytes, at);
        at += Long.BYTES;
        return bits;
    }

    double readDouble() {
        return Double.longBitsToDouble(readDoubleBits());
    }

    /** Passes over a counted text; where it begins in the upper half, its length in the lower. */
    long passText() {
        long length = readLong();
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("a text longer than the record");
        }
        long place = (long) at << Integer.SIZE | length;
        at += (int) length;
        return place;
    }

    String readText() {
        int length = (int) passText();
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /** Fills {@code to} from {@code offset} on. */
    void readBytes(byte[] to, int offset) {
        int length = to.length - offset;
        System.arraycopy(bytes, at, to, offset, length);
        at += length;
    }

    void skip(int length) {
        at += length;
    }
}
