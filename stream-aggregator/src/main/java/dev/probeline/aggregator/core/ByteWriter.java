package dev.probeline.aggregator.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows as it is written; its words are those of {@link ByteReader}. */
final class ByteWriter {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_WORD = 10;

    private byte[] bytes = new byte[512];
    private int size;

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void writeByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void writeLong(long value) {
        writeUnsigned(value << 1 ^ value >> 63);
    }

    void writeUnsigned(long value) {
        room(LONGEST_WORD);
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void writeDouble(double value) {
        room(Long.BYTES);
        LITTLE_ENDIAN.set(bytes, size, Double.doubleToRawLongBits(value));
        size += Long.BYTES;
    }

    void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeLong(utf8.length);
        write(utf8);
    }

    void write(byte[] more) {
        write(more, 0);
    }

    /** All from {@code offset} on. */
    void write(byte[] more, int offset) {
        int length = more.length - offset;
        room(length);
        System.arraycopy(more, offset, bytes, size, length);
        size += length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
