package dev.probeline.aggregator.core;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

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
    private static final int[] NONE = {};
    private static final int ROOM = 16;

    private int[] counts = NONE;
    private int offset;
    private long zeros;
    private long total;

    long total() {
        return total;
    }

    /** @param value not negative, not NaN; below 1e-6 it counts as 0 */
    void add(double value) {
        total++;
        if (value < LEAST) {
            zeros++;
        } else {
            int index = MAPPING.index(Math.min(value, MOST));
            reach(index, index);
            counts[index - offset]++;
        }
    }

    void add(Bins other) {
        combine(other, 1);
    }

    /** @param other bins that were added before */
    void subtract(Bins other) {
        combine(other, -1);
    }

    private void combine(Bins other, int sign) {
        total += sign * other.total;
        zeros += sign * other.zeros;
        int first = 0;
        int end = other.counts.length;
        while (first < end && other.counts[first] == 0) {
            first++;
        }
        while (end > first && other.counts[end - 1] == 0) {
            end--;
        }
        if (first == end) {
            return;
        }
        reach(other.offset + first, other.offset + end - 1);
        int shift = other.offset - offset;
        for (int i = first; i < end; i++) {
            counts[i + shift] += sign * other.counts[i];
        }
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

    /** The same histogram in DDSketch's own binary encoding, with its mapping. */
    byte[] toSketch() {
        DDSketch sketch = new DDSketch(MAPPING, UnboundedSizeDenseStore::new, UnboundedSizeDenseStore::new, 0);
        if (zeros > 0) {
            sketch.accept(0, (double) zeros);
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                sketch.getPositiveValueStore().add(i + offset, counts[i]);
            }
        }
        try {
            GrowingByteArrayOutput bytes = GrowingByteArrayOutput.withInitialCapacity(256);
            sketch.encode(bytes, false);
            return bytes.trimmedCopy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void encode(Encoder out) throws IOException {
        out.writeLong(zeros);
        int filled = 0;
        for (int count : counts) {
            filled += count == 0 ? 0 : 1;
        }
        out.writeInt(filled);
        int last = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                out.writeInt(i + offset - last);
                out.writeInt(counts[i]);
                last = i + offset;
            }
        }
    }

    static Bins decode(Decoder in) throws IOException {
        Bins bins = new Bins();
        bins.zeros = in.readLong();
        bins.total = bins.zeros;
        int index = 0;
        for (int filled = in.readInt(); filled > 0; filled--) {
            index += in.readInt();
            int count = in.readInt();
            bins.reach(index, index);
            bins.counts[index - bins.offset] = count;
            bins.total += count;
        }
        return bins;
    }

    private void reach(int from, int to) {
        if (counts.length == 0) {
            offset = from;
            counts = new int[to - from + 1];
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
