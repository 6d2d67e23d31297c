package dev.probeline.aggregator.core;

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

    /** @param sign −1 takes back a value that was added before */
    void add(double value, int sign) {
        long scaled = Math.round(value * SCALE);
        combine(sign * scaled, Math.multiplyHigh(scaled, scaled), scaled * scaled, sign);
    }

    void add(Moments other, int sign) {
        combine(sign * other.sum, other.squaresHigh, other.squaresLow, sign);
    }

    private void combine(long signedSum, long high, long low, int sign) {
        sum += signedSum;
        if (sign > 0) {
            squaresLow += low;
            long carry = Long.compareUnsigned(squaresLow, low) < 0 ? 1 : 0;
            squaresHigh += high + carry;
        } else {
            long borrow = Long.compareUnsigned(squaresLow, low) < 0 ? 1 : 0;
            squaresLow -= low;
            squaresHigh -= high + borrow;
        }
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

    void write(ByteWriter out) {
        out.writeUnsigned(sum);
        out.writeUnsigned(squaresHigh);
        out.writeUnsigned(squaresLow);
    }

    void add(ByteReader in, int sign) {
        combine(sign * in.readUnsigned(), in.readUnsigned(), in.readUnsigned(), sign);
    }

    /** Passes over what {@link #write} wrote. */
    static void skip(ByteReader in) {
        in.skipNumbers(3);
    }

    /** As version 1 of a slice wrote it. */
    void addVersion1(ByteReader in) {
        combine(in.readLong(), in.readLong(), in.readLong(), 1);
    }
}
