package dev.probeline.aggregator.core;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** Measured values of one quantity: everything of them that can be added and subtracted exactly. */
final class Values {
    final Bins bins;
    final Moments moments;

    Values() {
        this(new Bins(), new Moments());
    }

    private Values(Bins bins, Moments moments) {
        this.bins = bins;
        this.moments = moments;
    }

    void add(double value) {
        bins.add(value);
        moments.add(value);
    }

    void add(Values other) {
        bins.add(other.bins);
        moments.add(other.moments);
    }

    void subtract(Values other) {
        bins.subtract(other.bins);
        moments.subtract(other.moments);
    }

    void encode(Encoder out) throws IOException {
        bins.encode(out);
        moments.encode(out);
    }

    static Values decode(Decoder in) throws IOException {
        return new Values(Bins.decode(in), Moments.decode(in));
    }
}
