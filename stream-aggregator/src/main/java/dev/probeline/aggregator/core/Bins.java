package dev.probeline.aggregator.core;

import com.datadoghq.sketch.ddsketch.encoding.BinEncodingMode;
import com.datadoghq.sketch.ddsketch.encoding.Flag;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.encoding.VarEncodingHelper;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A histogram of whole counts over DDSketch's cubically interpolated bins, so that what was added can be subtracted
 * exactly.
 *
 * <p>Each bin is as wide as {@link #RELATIVE_ACCURACY} allows (Masson, Rim, Lee: "DDSketch", VLDB 2019). Values are
 * clamped to 1e-6 … 1e9, which bounds the bins to about 2,000.
 */
final class Bins {
    /** Greatest distance of a reported percentile from the true value, relative to it: 1 %. */
    static final double RELATIVE_ACCURACY = 0.01;

    private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(RELATIVE_ACCURACY);
    private static final double LEAST = 1e-6;
    private static final double MOST = 1e9;
    private static final Flag CONTIGUOUS = BinEncodingMode.CONTIGUOUS_COUNTS.toFlag(Flag.Type.POSITIVE_STORE);
    private static final Flag FILLED = BinEncodingMode.INDEX_DELTAS_AND_COUNTS.toFlag(Flag.Type.POSITIVE_STORE);
    private static final int LONGEST_COUNT = 9;
    private static final long ONE = Double.doubleToRawLongBits(1);
    private static final int[] NONE = {};
    private static final int ROOM = 16;

    private int[] counts = NONE;
    private int offset;
    private long zeros;
    private long total;

    long total() {
        return total;
    }

    /**
     * @param value not negative, not NaN; below 1e-6 it counts as 0
     * @param sign −1 takes back a value that was added before
     */
    void add(double value, int sign) {
        total += sign;
        if (value < LEAST) {
            zeros += sign;
        } else {
            int index = MAPPING.index(Math.min(value, MOST));
            reach(index, index);
            counts[index - offset] += sign;
        }
    }

    /** @param sign −1 takes back what was added before */
    void add(Bins other, int sign) {
        total += sign * other.total;
        zeros += sign * other.zeros;
        int first = other.first();
        int last = other.last();
        if (first <= last) {
            reach(other.offset + first, other.offset + last);
            int shift = other.offset - offset;
            for (int i = first; i <= last; i++) {
                counts[i + shift] += sign * other.counts[i];
            }
        }
    }

    /** Gives back room that values long gone have taken. */
    void trim() {
        int first = first();
        int last = last();
        if (first > last) {
            counts = NONE;
        } else if (counts.length > last - first + 1 + 4 * ROOM) {
            counts = Arrays.copyOfRange(counts, first, last + 1);
            offset += first;
        }
    }

    private int first() {
        int first = 0;
        while (first < counts.length && counts[first] == 0) {
            first++;
        }
        return first;
    }

    private int last() {
        int last = counts.length - 1;
        while (last >= 0 && counts[last] == 0) {
            last--;
        }
        return last;
    }

    /** Fills {@code values} with the quantiles asked for: the value of rank floor(q × (total − 1)). Needs a total above 0. */
    void quantiles(double[] ascending, double[] values) {
        int bin = -1;
        long seen = zeros;
        for (int i = 0; i < ascending.length; i++) {
            long rank = (long) (ascending[i] * (total - 1));
            while (seen <= rank) {
                seen += counts[++bin];
            }
            values[i] = bin < 0 ? 0 : MAPPING.value(bin + offset);
        }
    }

    /**
     * The same histogram in DDSketch's own binary encoding: the mapping, the zeros, then the counts from the first filled
     * bin to the last or, where most are empty, those of the filled ones with the distances between them. Source:
     * {@code DDSketch.encode} and {@code DenseStore.encode} of sketches-java 0.8.3.
     */
    byte[] toSketch() {
        int first = first();
        int last = last();
        int filled = filled(first, last);
        int span = Math.max(0, last - first + 1);
        boolean isSparse = 2 * filled < span;
        byte[] head = head(first, span, isSparse ? filled : 0);
        byte[] out = Arrays.copyOf(head, head.length + LONGEST_COUNT * (isSparse ? 2 * filled : span));
        int length = head.length;
        int before = -offset;
        for (int i = first; i <= last; i++) {
            if (!isSparse) {
                length = writeVarDouble(out, length, counts[i]);
            } else if (counts[i] != 0) {
                length = writeVarLong(out, length, i - before);
                length = writeVarDouble(out, length, counts[i]);
                before = i;
            }
        }
        return Arrays.copyOf(out, length);
    }

    private int filled(int first, int last) {
        int filled = 0;
        for (int i = first; i <= last; i++) {
            filled += counts[i] == 0 ? 0 : 1;
        }
        return filled;
    }

    /** @param filled how many bins are told one by one; 0: all from the first on are */
    private byte[] head(int first, int span, int filled) {
        GrowingByteArrayOutput out = GrowingByteArrayOutput.withInitialCapacity(64);
        try {
            MAPPING.encode(out);
            if (zeros > 0) {
                Flag.ZERO_COUNT.encode(out);
                VarEncodingHelper.encodeVarDouble(out, (double) zeros);
            }
            if (filled > 0) {
                FILLED.encode(out);
                VarEncodingHelper.encodeUnsignedVarLong(out, filled);
            } else if (span > 0) {
                CONTIGUOUS.encode(out);
                VarEncodingHelper.encodeUnsignedVarLong(out, span);
                VarEncodingHelper.encodeSignedVarLong(out, first + offset);
                VarEncodingHelper.encodeSignedVarLong(out, 1);
            }
            return out.trimmedCopy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Zigzag, seven bits a byte, the last bits first. Source: {@code VarEncodingHelper.encodeSignedVarLong}. */
    private static int writeVarLong(byte[] out, int at, long value) {
        long left = value << 1 ^ value >> 63;
        int next = at;
        while ((left & ~0x7fL) != 0) {
            out[next++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        out[next++] = (byte) left;
        return next;
    }

    /**
     * A double whose last bits are zeros, as those of a count are, in few bytes: the difference of its bits to those of 1,
     * its first bits first, seven a byte, eight in the ninth. Source: {@code VarEncodingHelper.encodeVarDouble} of
     * sketches-java 0.8.3, which takes an output of its own for each number.
     *
     * @return where the next byte goes
     */
    private static int writeVarDouble(byte[] out, int at, int count) {
        long bits = Long.rotateLeft(Double.doubleToRawLongBits(count + 1.0) - ONE, 6);
        int next = at;
        for (int left = LONGEST_COUNT - 1; left > 0; left--) {
            byte part = (byte) (bits >>> 57);
            bits <<= 7;
            if (bits == 0) {
                out[next++] = part;
                return next;
            }
            out[next++] = (byte) (part | 0x80);
        }
        out[next++] = (byte) (bits >>> 56);
        return next;
    }

    void write(ByteWriter out) {
        int first = first();
        int last = last();
        out.writeUnsigned(zeros);
        int filled = filled(first, last);
        out.writeUnsigned(filled);
        if (filled > 0) {
            out.writeLong(first + offset);
            out.writeUnsigned(last - first);
        }
        int next = first;
        for (int i = first; i <= last; i++) {
            if (counts[i] != 0) {
                out.writeUnsigned(i - next);
                out.writeUnsigned(counts[i]);
                next = i + 1;
            }
        }
    }

    void add(ByteReader in, int sign) {
        long more = sign * in.readUnsigned();
        zeros += more;
        total += more;
        int filled = (int) in.readUnsigned();
        if (filled > 0) {
            int first = in.readInt();
            reach(first, first + (int) in.readUnsigned());
            int i = first - offset;
            for (int left = filled; left > 0; left--) {
                i += (int) in.readUnsigned();
                int count = sign * (int) in.readUnsigned();
                counts[i++] += count;
                total += count;
            }
        }
    }

    /** Passes over what {@link #write} wrote. */
    static void skip(ByteReader in) {
        in.readUnsigned();
        int filled = (int) in.readUnsigned();
        in.skipNumbers(filled > 0 ? 2 * filled + 2 : 0);
    }

    /** As version 1 of a slice wrote it. */
    void addVersion1(ByteReader in) {
        long more = in.readLong();
        zeros += more;
        total += more;
        int index = 0;
        for (int filled = in.readInt(); filled > 0; filled--) {
            index += in.readInt();
            int count = in.readInt();
            reach(index, index);
            counts[index - offset] += count;
            total += count;
        }
    }

    private void reach(int from, int to) {
        if (counts.length == 0) {
            int room = from == to ? ROOM : 0; // a first value, near which others follow
            offset = from - room;
            counts = new int[to - from + 1 + 2 * room];
        } else if (from < offset || to >= offset + counts.length) {
            int newOffset = from < offset ? from - ROOM : offset;
            int newEnd = to >= offset + counts.length ? to + 1 + ROOM : offset + counts.length;
            int[] wider = new int[newEnd - newOffset];
            System.arraycopy(counts, 0, wider, offset - newOffset, counts.length);
            counts = wider;
            offset = newOffset;
        }
    }

    @Override
    public String toString() {
        return "Bins[total=" + total + ", zeros=" + zeros + ", offset=" + offset + ", counts=" + Arrays.toString(counts)
                + "]";
    }
}
