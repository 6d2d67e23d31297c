package dev.probeline.aggregator.core;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** Least and greatest of some values; both null before the first. */
final class Range {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** @param value may be null: not measured, not counted */
    void add(Double value) {
        if (value != null) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    void add(Range other) {
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    Double min() {
        return min > max ? null : Double.valueOf(min);
    }

    Double max() {
        return min > max ? null : Double.valueOf(max);
    }

    void encode(Encoder out) throws IOException {
        boolean any = min <= max;
        out.writeBoolean(any);
        if (any) {
            out.writeDouble(min);
            out.writeDouble(max);
        }
    }

    void decode(Decoder in) throws IOException {
        if (in.readBoolean()) {
            min = in.readDouble();
            max = in.readDouble();
        }
    }
}
