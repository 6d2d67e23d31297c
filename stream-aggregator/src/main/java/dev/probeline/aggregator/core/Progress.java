package dev.probeline.aggregator.core;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a task tells those that put its shares of roll-ups together: all it has to say about slices up to here is said, but
 * for what comes late.
 *
 * @param source partition that the task reads
 * @param closed last slice it has closed
 */
public record Progress(int source, long closed) {
    private static final byte VERSION = 1;
    /** No roll-up's: those are texts. */
    private static final byte[] KEY = {0};

    public static byte[] key() {
        return KEY.clone();
    }

    /** Whether a record with this key is one, and not a share. */
    public static boolean isKey(byte[] key) {
        return Arrays.equals(key, KEY);
    }

    public byte[] encode() {
        return ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES)
                .put(VERSION)
                .putInt(source)
                .putLong(closed)
                .array();
    }

    /** @throws IllegalStateException if the bytes were written by a newer version of this program */
    public static Progress decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "progress of version " + version + " (expected: " + VERSION + "; run the newer program)");
        }
        return new Progress(in.getInt(), in.getLong());
    }
}
