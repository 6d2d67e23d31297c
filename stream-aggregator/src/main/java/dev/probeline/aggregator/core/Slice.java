package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * What one series did in one slice of time, and how often the windows that end with this slice were published.
 *
 * <p>Encoded with a version byte, so that a later encoding can be told from this one.
 */
final class Slice {
    private static final byte VERSION = 1;

    final long index;
    final Tally tally;
    final Extremes extremes;
    /** Whether windows that this slice touches are yet to be published again. */
    boolean amended;
    /** Records published so far by window kind, for the windows that end with this slice: the next revision. */
    private final int[] published;

    Slice(long index, int windowKinds) {
        this(index, new Tally(), new Extremes(), new int[windowKinds]);
    }

    private Slice(long index, Tally tally, Extremes extremes, int[] published) {
        this.index = index;
        this.tally = tally;
        this.extremes = extremes;
        this.published = published;
    }

    /** Adds the attempt and returns the name its failure is counted under, null for a success. */
    String add(ProbeResult result) {
        String errorType = null;
        if (result.getOutcome() != Outcome.success) {
            String given = result.getErrorType();
            errorType = tally.byErrorType.nameFor(given == null ? "_OTHER" : given);
        }
        tally.add(result, errorType);
        extremes.add(result, errorType);
        return errorType;
    }

    boolean isEmpty() {
        return tally.attempts == 0;
    }

    /** Counts one more publication of the window of this kind that ends here and returns its revision. */
    int nextRevision(int windowKind) {
        return published[windowKind]++;
    }

    byte[] encode() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            bytes.write(VERSION);
            BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
            out.writeLong(index);
            out.writeBoolean(amended);
            out.writeInt(published.length);
            for (int count : published) {
                out.writeInt(count);
            }
            tally.encode(out);
            extremes.encode(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param storedKinds for each kind of window of today its place among those the bytes were written with, or −1
     * @throws IllegalStateException if the bytes were written by a newer version of this program
     */
    static Slice decode(byte[] bytes, int[] storedKinds) {
        if (bytes[0] != VERSION) {
            throw new IllegalStateException("stored slice of version " + bytes[0] + " (expected: " + VERSION
                    + "; run the newer program, or reset the application to rebuild from the topic)");
        }
        try {
            BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null);
            long index = in.readLong();
            boolean amended = in.readBoolean();
            int[] published = new int[in.readInt()];
            for (int i = 0; i < published.length; i++) {
                published[i] = in.readInt();
            }
            int[] today = new int[storedKinds.length];
            for (int kind = 0; kind < today.length; kind++) {
                today[kind] = storedKinds[kind] < 0 ? 0 : published[storedKinds[kind]];
            }
            Slice slice = new Slice(index, Tally.decode(in), Extremes.decode(in), today);
            slice.amended = amended;
            return slice;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
