package dev.probeline.producer.io;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The boundaries of all histograms: those that OpenTelemetry's GenAI conventions advise, and above them some for calls
 * that reason for minutes.
 */
final class Buckets {
    private static final int FROM_10_MS_TO_655_S = 17;
    private static final int FROM_1_TO_4_TO_THE_13TH = 14;

    private Buckets() {}

    /** 10 ms, 20 ms, 40 ms, … 81.92 s, … 655.36 s. */
    static Duration[] durations() {
        return LongStream.range(0, FROM_10_MS_TO_655_S)
                .mapToObj(power -> Duration.ofMillis(10L << power))
                .toArray(Duration[]::new);
    }

    /** 1, 4, 16, … 67,108,864. */
    static double[] tokens() {
        return IntStream.range(0, FROM_1_TO_4_TO_THE_13TH)
                .mapToDouble(power -> Math.pow(4, power))
                .toArray();
    }
}
