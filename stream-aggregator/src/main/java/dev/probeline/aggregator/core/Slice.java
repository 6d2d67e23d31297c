package dev.probeline.aggregator.core;

/** What one series did in one slice of time, and how often the windows that end with this slice were published. */
final class Slice {
    /** In front of every encoded slice, so that a later encoding can be told from this one. */
    private static final byte VERSION = 4;

    /** Told of a failed attempt neither how long it took nor what the provider said of that; reads as the present one. */
    private static final byte VERSION_3 = 3;

    private static final byte VERSION_2 = 2;
    private static final byte VERSION_1 = 1;
    private static final int QUANTITIES = Quantity.ALL.length;

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
                    measurements[quantity.place].add(Measurements.inThousandths(o.real(quantity.slot)));
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

    /** What was published of it, and nothing of what it saw. */
    Slice empty() {
        Slice empty = new Slice(index, published.length);
        empty.amended = amended;
        System.arraycopy(published, 0, empty.published, 0, published.length);
        return empty;
    }

    /** Counts one more publication of the window of this kind that ends here and returns its revision. */
    int nextRevision(int windowKind) {
        return published[windowKind]++;
    }

    /** Its last form, to be kept in memory: it is not to be changed any more. */
    byte[] freeze(ByteWriter scratch) {
        scratch.clear();
        writeBody(scratch);
        frozen = scratch.toBytes();
        return frozen;
    }

    /** @param windowKinds of when it was frozen */
    static Slice thaw(long index, byte[] frozen, int windowKinds) {
        Slice slice = new Slice(index, windowKinds);
        slice.readBody(new ByteReader(frozen, 0, frozen.length), slice.published);
        return slice;
    }

    /** Adds frozen bytes to sums, or takes them away, without making the slice. */
    static void addTo(Sums sums, byte[] frozen, int windowKinds, int sign) {
        ByteReader in = new ByteReader(frozen, 0, frozen.length);
        in.skip(1);
        int told = Extremes.skipHead(in);
        sums.tally.addHead(in, sign);
        int forms = in.at();
        in.skip(QUANTITIES);
        in.skipNumbers(windowKinds);
        sums.tally.addRest(in, sign);
        Extremes.skipHeadroom(in, told);
        for (int i = 0; i < QUANTITIES; i++) {
            Measurements.addTo(sums.values[i], in, frozen[forms + i], sign);
        }
    }

    /** Without making the slice. */
    static Extremes extremes(byte[] frozen, int windowKinds) {
        Extremes extremes = new Extremes();
        ByteReader in = new ByteReader(frozen, 0, frozen.length);
        in.skip(1);
        int told = extremes.readHead(in);
        Tally.skipHead(in);
        int forms = in.at();
        in.skip(QUANTITIES);
        in.skipNumbers(windowKinds);
        Tally.skipRest(in);
        extremes.readHeadroom(in, told);
        for (int i = 0; i < QUANTITIES; i++) {
            Measurements.addTo(extremes.ranges[i], in, frozen[forms + i]);
        }
        return extremes;
    }

    /** As it is stored. */
    byte[] encode(ByteWriter scratch) {
        scratch.clear();
        scratch.writeByte(VERSION);
        scratch.writeByte(published.length);
        scratch.writeUnsigned(index);
        if (frozen == null) {
            writeBody(scratch);
        } else {
            scratch.write(frozen);
        }
        return scratch.toBytes();
    }

    /** What is the same in most slices of a series first: a {@link Chunk} holds that once. */
    private void writeBody(ByteWriter out) {
        out.writeByte(amended ? 1 : 0);
        extremes.writeHead(out);
        tally.writeHead(out);
        for (Measurements each : measurements) {
            out.writeByte(each.form());
        }
        for (int count : published) {
            out.writeUnsigned(count);
        }
        tally.writeRest(out);
        extremes.writeHeadroom(out);
        for (Measurements each : measurements) {
            each.write(out);
        }
    }

    private void readBody(ByteReader in, int[] publishedThen) {
        amended = in.readByte() != 0;
        int told = extremes.readHead(in);
        tally.addHead(in, 1);
        int forms = in.at();
        in.skip(QUANTITIES);
        for (int kind = 0; kind < publishedThen.length; kind++) {
            publishedThen[kind] = (int) in.readUnsigned();
        }
        tally.addRest(in, 1);
        extremes.readHeadroom(in, told);
        for (int i = 0; i < QUANTITIES; i++) {
            measurements[i].read(in, in.bytes[forms + i]);
        }
    }

    /**
     * @param storedKinds for each kind of window of today its place among those the bytes were written with, or −1
     * @throws IllegalStateException if the bytes were written by a newer version of this program
     */
    static Slice decode(byte[] bytes, int[] storedKinds, Names names) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        int version = in.readByte();
        return switch (version) {
            case VERSION, VERSION_3 -> decode(in, storedKinds);
            case VERSION_2 -> decodeVersion2(in, storedKinds);
            case VERSION_1 -> decodeVersion1(in, storedKinds, names);
            default ->
                throw new IllegalStateException("stored slice of version " + version + " (expected: " + VERSION
                        + "; run the newer program, or reset the application to rebuild from the topic)");
        };
    }

    private static Slice decode(ByteReader in, int[] storedKinds) {
        int[] publishedThen = new int[in.readByte()];
        Slice slice = new Slice(in.readUnsigned(), storedKinds.length);
        slice.readBody(in, publishedThen);
        slice.published(publishedThen, storedKinds);
        return slice;
    }

    /** Measured values as doubles, and every count of the tally. */
    private static Slice decodeVersion2(ByteReader in, int[] storedKinds) {
        boolean amended = in.readByte() != 0;
        Slice slice = new Slice(in.readUnsigned(), storedKinds.length);
        slice.amended = amended;
        int[] publishedThen = new int[in.readByte()];
        for (int kind = 0; kind < publishedThen.length; kind++) {
            publishedThen[kind] = (int) in.readUnsigned();
        }
        slice.published(publishedThen, storedKinds);
        slice.tally.addVersion2(in);
        for (Measurements each : slice.measurements) {
            each.readVersion2(in);
        }
        slice.extremes.readVersion2(in);
        return slice;
    }

    /** Avro's binary encoding; names as texts, and all ranges behind the sums. */
    private static Slice decodeVersion1(ByteReader in, int[] storedKinds, Names names) {
        Slice slice = new Slice(in.readLong(), storedKinds.length);
        slice.amended = in.readByte() != 0;
        int[] publishedThen = new int[in.readInt()];
        for (int kind = 0; kind < publishedThen.length; kind++) {
            publishedThen[kind] = in.readInt();
        }
        slice.published(publishedThen, storedKinds);
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
