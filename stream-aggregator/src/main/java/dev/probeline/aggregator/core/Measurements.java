package dev.probeline.aggregator.core;

import java.io.IOException;

/**
 * The values of one quantity in one slice: what can be subtracted, and their range.
 *
 * <p>The first few are held as they are. Most slices of most series see no more, and are written as those alone, a third
 * of what their bins and sums would take.
 */
final class Measurements {
    private static final int FEW = 4;
    /** In the place of a count of single values. */
    private static final int MANY = FEW + 1;

    final Values values = new Values();
    final Range range = new Range();
    private final double[] few = new double[FEW];
    private boolean fewKnown = true;

    void add(double value) {
        long count = values.bins.total();
        if (count < FEW) {
            few[(int) count] = value;
        }
        values.add(value, 1);
        range.add(value);
    }

    void add(Measurements other) {
        long count = values.bins.total();
        long more = other.values.bins.total();
        if (count + more <= FEW) {
            System.arraycopy(other.few, 0, few, (int) count, (int) more);
        }
        fewKnown &= other.fewKnown;
        values.add(other.values, 1);
        range.add(other.range);
    }

    void write(ByteWriter out) {
        long count = values.bins.total();
        if (count <= FEW && fewKnown) {
            out.writeByte((int) count);
            for (int i = 0; i < count; i++) {
                out.writeDouble(few[i]);
            }
        } else {
            out.writeByte(MANY);
            values.bins.write(out);
            values.moments.write(out);
            out.writeDouble(range.min);
            out.writeDouble(range.max);
        }
    }

    void read(ByteReader in) throws IOException {
        int count = in.readByte();
        if (count == MANY) {
            values.bins.add(in, 1);
            values.moments.add(in, 1);
            range.add(in.readDouble());
            range.add(in.readDouble());
        }
        for (int i = 0; i < count && count < MANY; i++) {
            add(in.readDouble());
        }
    }

    /** Adds what was written to the sums; their range is passed over. */
    static void addTo(Values sums, ByteReader in, int sign) throws IOException {
        int count = in.readByte();
        if (count == MANY) {
            sums.bins.add(in, sign);
            sums.moments.add(in, sign);
            in.skip(2 * Double.BYTES);
        }
        for (int i = 0; i < count && count < MANY; i++) {
            sums.add(in.readDouble(), sign);
        }
    }

    /** Adds what was written to the range; the sums are passed over. */
    static void addTo(Range range, ByteReader in) throws IOException {
        int count = in.readByte();
        if (count == MANY) {
            Bins.skip(in);
            Moments.skip(in);
            range.add(in.readDouble());
            range.add(in.readDouble());
        }
        for (int i = 0; i < count && count < MANY; i++) {
            range.add(in.readDouble());
        }
    }

    /** As version 1 of a slice wrote it, but for the range, which stood elsewhere. Which few they were is not known. */
    void readVersion1(ByteReader in) throws IOException {
        values.bins.addVersion1(in);
        values.moments.addVersion1(in);
        fewKnown = values.bins.total() == 0;
    }
}
