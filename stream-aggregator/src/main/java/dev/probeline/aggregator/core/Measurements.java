package dev.probeline.aggregator.core;

/**
 * The values of one quantity in one slice: what can be subtracted, and their range.
 *
 * <p>The first few are held as they are. Most slices of most series see no more, and are written as those alone, a third
 * of what their bins and sums would take.
 */
final class Measurements {
    private static final int FEW = 8;
    /** In the place of a count of single values. */
    private static final int MANY = FEW + 1;

    private static final double THOUSAND = 1e3;

    final Values values = new Values();
    final Range range = new Range();
    private final double[] few = new double[FEW];
    /** Not so where they were written as sums: older versions did that also with few. */
    private boolean fewKnown = true;

    /** Values are taken in whole thousandths, as their moments are: microseconds where the unit is the millisecond. */
    static double inThousandths(double value) {
        return Math.rint(value * THOUSAND) / THOUSAND;
    }

    /** @param value in whole thousandths */
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

    /** In how many values {@link #write} will write it; one number more than it ever holds where as sums. */
    int form() {
        long count = values.bins.total();
        return count <= FEW && fewKnown ? (int) count : MANY;
    }

    void write(ByteWriter out) {
        int form = form();
        if (form == MANY) {
            values.bins.write(out);
            values.moments.write(out);
            out.writeDouble(range.min);
            out.writeDouble(range.max);
            return;
        }
        for (int i = 0; i < form; i++) {
            out.writeUnsigned(Math.round(few[i] * THOUSAND));
        }
    }

    /** @param form as when it was written */
    void read(ByteReader in, int form) {
        if (form == MANY) {
            values.bins.add(in, 1);
            values.moments.add(in, 1);
            range.add(in.readDouble());
            range.add(in.readDouble());
            fewKnown = false;
            return;
        }
        for (int i = 0; i < form; i++) {
            add(in.readUnsigned() / THOUSAND);
        }
    }

    /** Adds what was written to the sums; their range is passed over. */
    static void addTo(Values sums, ByteReader in, int form, int sign) {
        if (form == MANY) {
            sums.bins.add(in, sign);
            sums.moments.add(in, sign);
            in.skip(2 * Double.BYTES);
            return;
        }
        for (int i = 0; i < form; i++) {
            sums.add(in.readUnsigned() / THOUSAND, sign);
        }
    }

    /** Adds what was written to the range; the sums are passed over. */
    static void addTo(Range range, ByteReader in, int form) {
        if (form == MANY) {
            Bins.skip(in);
            Moments.skip(in);
            range.add(in.readDouble());
            range.add(in.readDouble());
            return;
        }
        for (int i = 0; i < form; i++) {
            range.add(in.readUnsigned() / THOUSAND);
        }
    }

    /** As version 2 of a slice wrote it: at most four single values, as doubles. */
    void readVersion2(ByteReader in) {
        int count = in.readByte();
        if (count > 4) {
            values.bins.add(in, 1);
            values.moments.add(in, 1);
            range.add(in.readDouble());
            range.add(in.readDouble());
            fewKnown = false;
        }
        for (int i = 0; i < count && count <= 4; i++) {
            add(inThousandths(in.readDouble()));
        }
    }

    /** As version 1 of a slice wrote it, but for the range, which stood elsewhere. Which few they were is not known. */
    void readVersion1(ByteReader in) {
        values.bins.addVersion1(in);
        values.moments.addVersion1(in);
        fewKnown = values.bins.total() == 0;
    }
}
