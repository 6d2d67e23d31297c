package dev.probeline.aggregator.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;

/** What one series did in one slice of time, and how often the windows that end with this slice were published. */
final class Slice {
    /** In front of every encoded slice, so that a later encoding can be told from this one. */
    private static final byte VERSION = 2;

    private static final byte VERSION_1 = 1;

    final long index;
    final Tally tally = new Tally();
    /** By quantity. */
    final Measurements[] measurements = {new Measurements(), new Measurements(), new Measurements()};

    final Extremes extremes = new Extremes(measurements[0].range, measurements[1].range, measurements[2].range);
    /** Whether windows that this slice touches are yet to be published again. */
    boolean amended;
    /** Whether it has changed since it was stored. */
    boolean unsaved;
    /** Records published so far by window kind, for the windows that end with this slice: the next revision. */
    private final int[] published;

    private byte[] frozen;

    Slice(long index, int windowKinds) {
        this.index = index;
        this.published = new int[windowKinds];
    }

    void add(Observation o, Names names) {
        tally.add(o, names);
        extremes.add(o, o.succeeded() ? null : names.name(names.numberOf(o, Slot.ERROR_TYPE)));
        if (o.succeeded()) {
            for (Quantity quantity : Quantity.ALL) {
                if (o.has(quantity.slot)) {
                    measurements[quantity.place].add(o.real(quantity.slot));
                }
            }
        }
    }

    void add(Slice other) {
        tally.add(other.tally, 1);
        for (int i = 0; i < measurements.length; i++) {
            measurements[i].add(other.measurements[i]);
        }
        extremes.addRest(other.extremes);
    }

    /** Counts one more publication of the window of this kind that ends here and returns its revision. */
    int nextRevision(int windowKind) {
        return published[windowKind]++;
    }

    /** Its last form: it is not to be changed any more. */
    byte[] freeze(ByteWriter scratch) {
        frozen = encode(scratch);
        return frozen;
    }

    /** @param out is cleared before */
    byte[] encode(ByteWriter out) {
        if (frozen != null) {
            return frozen;
        }
        out.clear();
        out.writeByte(VERSION);
        out.writeByte(amended ? 1 : 0);
        out.writeUnsigned(index);
        out.writeByte(published.length);
        for (int count : published) {
            out.writeUnsigned(count);
        }
        tally.write(out);
        for (Measurements each : measurements) {
            each.write(out);
        }
        extremes.writeRest(out);
        return out.toBytes();
    }

    /** Without making the slice. */
    static Extremes extremes(byte[] encoded) {
        Extremes extremes = new Extremes();
        try {
            ByteReader in = body(encoded);
            Tally.skip(in);
            for (Range range : extremes.ranges) {
                Measurements.addTo(range, in);
            }
            extremes.readRest(in);
            return extremes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reader that stands behind the part that only {@link #decode} needs. */
    static ByteReader body(byte[] bytes) throws IOException {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        in.skip(2);
        in.readUnsigned();
        for (int kinds = in.readByte(); kinds > 0; kinds--) {
            in.readUnsigned();
        }
        return in;
    }

    /** What {@link #freeze} made. */
    static Slice decode(byte[] frozen, int windowKinds) {
        return decode(frozen, IntStream.range(0, windowKinds).toArray(), null);
    }

    /**
     * @param storedKinds for each kind of window of today its place among those the bytes were written with, or −1
     * @throws IllegalStateException if the bytes were written by a newer version of this program
     */
    static Slice decode(byte[] bytes, int[] storedKinds, Names names) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        int version = in.readByte();
        try {
            return switch (version) {
                case VERSION -> decode(in, storedKinds);
                case VERSION_1 -> decodeVersion1(in, storedKinds, names);
                default ->
                    throw new IllegalStateException("stored slice of version " + version + " (expected: " + VERSION
                            + "; run the newer program, or reset the application to rebuild from the topic)");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Slice decode(ByteReader in, int[] storedKinds) throws IOException {
        boolean amended = in.readByte() != 0;
        Slice slice = new Slice(in.readUnsigned(), storedKinds.length);
        slice.amended = amended;
        int[] published = new int[in.readByte()];
        for (int kind = 0; kind < published.length; kind++) {
            published[kind] = (int) in.readUnsigned();
        }
        slice.published(published, storedKinds);
        slice.tally.add(in, 1);
        for (Measurements each : slice.measurements) {
            each.read(in);
        }
        slice.extremes.readRest(in);
        return slice;
    }

    /** Avro's binary encoding; names as texts, and all ranges behind the sums. */
    private static Slice decodeVersion1(ByteReader in, int[] storedKinds, Names names) throws IOException {
        Slice slice = new Slice(in.readLong(), storedKinds.length);
        slice.amended = in.readByte() != 0;
        int[] published = new int[in.readInt()];
        for (int kind = 0; kind < published.length; kind++) {
            published[kind] = in.readInt();
        }
        slice.published(published, storedKinds);
        slice.tally.addVersion1(in, names);
        for (Measurements each : slice.measurements) {
            each.readVersion1(in);
        }
        slice.extremes.readVersion1(in);
        return slice;
    }

    private void published(int[] stored, int[] storedKinds) {
        for (int kind = 0; kind < published.length; kind++) {
            published[kind] = storedKinds[kind] < 0 ? 0 : stored[storedKinds[kind]];
        }
    }
}
