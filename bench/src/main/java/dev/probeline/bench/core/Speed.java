package dev.probeline.bench.core;

/** How many records in how long, and what CPU time the process took for them. */
public record Speed(long records, double seconds, double cpuSeconds) {
    private static final double MILLION = 1e6;

    public double recordsPerSecond() {
        return records / seconds;
    }

    public double cpuSecondsPerMillion() {
        return cpuSeconds / records * MILLION;
    }
}
