package dev.probeline.alerts.core.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A whole number in as few bytes as it needs: most counts are small. */
final class Varint {
    static void write(DataOutput out, int value) throws IOException {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    static int read(DataInput in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int part = in.readUnsignedByte();
            value |= (part & 0x7f) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new IOException("a number longer than five bytes");
    }

    private Varint() {}
}
