package dev.probeline.aggregator.core;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/**
 * Sum and sum of squares in whole thousandths, so that any order of adding and subtracting gives the same to the bit.
 * The squares are held in 128 bits.
 */
final class Moments {
    private static final double SCALE = 1000;
    private static final double TWO_TO_64 = 0x1p64;

    private long sum;
    private long squaresHigh;
    private long squaresLow;

    void add(double value) {
        long scaled = Math.round(value * SCALE);
        sum += scaled;
        plus(Math.multiplyHigh(scaled, scaled), scaled * scaled);
    }

    void add(Moments other) {
        sum += other.sum;
        plus(other.squaresHigh, other.squaresLow);
    }

    void subtract(Moments other) {
        sum -= other.sum;
        long borrow = Long.compareUnsigned(squaresLow, other.squaresLow) < 0 ? 1 : 0;
        squaresLow -= other.squaresLow;
        squaresHigh -= other.squaresHigh + borrow;
    }

    private void plus(long high, long low) {
        squaresLow += low;
        long carry = Long.compareUnsigned(squaresLow, low) < 0 ? 1 : 0;
        squaresHigh += high + carry;
    }

    double mean(long count) {
        return sum / SCALE / count;
    }

    /** Population standard deviation. */
    double stddev(long count) {
        double mean = (double) sum / count;
        double squares = squaresHigh * TWO_TO_64 + unsigned(squaresLow);
        return Math.sqrt(Math.max(0, squares / count - mean * mean)) / SCALE;
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : value + TWO_TO_64;
    }

    void encode(Encoder out) throws IOException {
        out.writeLong(sum);
        out.writeLong(squaresHigh);
        out.writeLong(squaresLow);
    }

    static Moments decode(Decoder in) throws IOException {
        Moments moments = new Moments();
        moments.sum = in.readLong();
        moments.squaresHigh = in.readLong();
        moments.squaresLow = in.readLong();
        return moments;
    }
}
