package dev.probeline.alerts.core.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A {@link Memory} as a tag byte and its fields. */
public final class MemoryCodec {
    private static final byte NONE = 0;

    public static void write(DataOutputStream out, Memory memory) throws IOException {
        out.writeByte(NONE);
    }

    public static Memory read(DataInputStream in) throws IOException {
        byte tag = in.readByte();
        if (tag == NONE) {
            return Memory.NONE;
        }
        throw new IOException("unknown memory tag " + tag);
    }

    private MemoryCodec() {}
}
