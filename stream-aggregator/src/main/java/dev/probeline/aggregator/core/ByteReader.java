package dev.probeline.aggregator.core;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A cursor over bytes in the words of Avro's binary encoding: zigzag varints, little-endian doubles, counted texts. */
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

    boolean isEnd() {
        return at == end;
    }

    int readByte() {
        return bytes[at++];
    }

    long readLong() throws IOException {
        long raw = readUnsigned();
        return raw >>> 1 ^ -(raw & 1);
    }

    int readInt() throws IOException {
        return (int) readLong();
    }

    long readUnsigned() throws IOException {
        int first = bytes[at++];
        return first >= 0 ? first : readRest(first);
    }

    private long readRest(int first) throws IOException {
        long value = first & 0x7f;
        for (int shift = 7; shift < LONGEST_VARINT; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a whole number of more than 64 bits");
    }

    long readDoubleBits() {
        long bits = (long) LITTLE_ENDIAN.get(bytes, at);
        at += Long.BYTES;
        return bits;
    }

    double readDouble() {
        return Double.longBitsToDouble(readDoubleBits());
    }

    float readFloat() {
        int bits = (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
        at += Integer.BYTES;
        return Float.intBitsToFloat(bits);
    }

    /** Which branch of a union of two follows. */
    int readBranch() throws IOException {
        int branch = bytes[at++];
        if ((branch & ~2) != 0) {
            throw new IOException("no branch of a union of two");
        }
        return branch >> 1;
    }

    /** Passes over a counted text; where it begins in the upper half, its length in the lower. */
    long passText() throws IOException {
        long length = readLong();
        if (length < 0 || length > end - at) {
            throw new IOException("a text longer than the record");
        }
        long place = (long) at << Integer.SIZE | length;
        at += (int) length;
        return place;
    }

    String readText() throws IOException {
        int length = (int) passText();
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    void skip(int length) {
        at += length;
    }
}
