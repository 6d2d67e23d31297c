package dev.probeline.alerts.core.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A {@link Memory} as a tag byte and its fields. */
public final class MemoryCodec {
    private static final byte NONE = 0;
    private static final byte EVENTS = 1;
    private static final byte TREND = 2;
    private static final byte BASELINE = 3;
    private static final byte SEEN = 4;

    public static void write(DataOutputStream out, Memory memory) throws IOException {
        if (memory instanceof Events events) {
            out.writeByte(EVENTS);
            events.write(out);
        } else if (memory instanceof Trend trend) {
            out.writeByte(TREND);
            trend.write(out);
        } else if (memory instanceof Baseline baseline) {
            out.writeByte(BASELINE);
            baseline.write(out);
        } else if (memory instanceof Seen seen) {
            out.writeByte(SEEN);
            seen.write(out);
        } else {
            out.writeByte(NONE);
        }
    }

    public static Memory read(DataInputStream in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case NONE -> Memory.NONE;
            case EVENTS -> Events.read(in);
            case TREND -> Trend.read(in);
            case BASELINE -> Baseline.read(in);
            case SEEN -> Seen.read(in);
            default -> throw new IOException("unknown memory tag " + tag);
        };
    }

    private MemoryCodec() {}
}
