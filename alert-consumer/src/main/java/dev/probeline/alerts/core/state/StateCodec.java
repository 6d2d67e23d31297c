package dev.probeline.alerts.core.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bytes of a {@link SeriesState}: a version byte, then the fields in order. A new form gets a new version byte. */
public final class StateCodec {
    private static final byte VERSION = 3;

    public static byte[] encode(SeriesState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(state.windowStart().toEpochMilli());
            out.writeLong(state.windowEnd().toEpochMilli());
            out.writeInt(state.revision());
            out.writeLong(state.at().toEpochMilli());
            out.writeInt(state.open().size());
            for (var entry : state.open().entrySet()) {
                Fields.writeText(out, entry.getKey());
                StateFields.write(out, entry.getValue().state());
                CardFields.write(out, entry.getValue().card());
            }
            MemoryFields.write(out, state.memories());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not a state of a version this build knows */
    public static SeriesState decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version < 1 || version > VERSION) {
                throw new IllegalArgumentException("alert state version " + version + " (expected: 1 to " + VERSION
                        + "; a newer release wrote it)");
            }
            Instant windowStart = Instant.ofEpochMilli(in.readLong());
            Instant windowEnd = Instant.ofEpochMilli(in.readLong());
            int revision = in.readInt();
            Instant at = Instant.ofEpochMilli(in.readLong());
            SortedMap<String, OpenAlert> open = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String rule = Fields.readText(in);
                AlertState state = StateFields.read(in, version);
                open.put(rule, new OpenAlert(state, CardFields.read(in)));
            }
            SortedMap<String, RuleMemory> memories = version < 3 ? new TreeMap<>() : MemoryFields.read(in);
            return new SeriesState(windowStart, windowEnd, revision, at, open, memories);
        } catch (IOException e) {
            throw new IllegalArgumentException("alert state of " + bytes.length + " bytes is cut off or garbled", e);
        }
    }

    private StateCodec() {}
}
