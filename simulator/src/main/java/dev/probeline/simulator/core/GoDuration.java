package dev.probeline.simulator.core;

/** Durations as the API's rate-limit headers print them: Go's {@code Duration.String}, cut to milliseconds. */
final class GoDuration {

    private GoDuration() {}

    /** {@code 0s}, {@code 20ms}, {@code 1.5s}, {@code 6m0s}, {@code 16m17.764s}, {@code 23h47m36.648s}. */
    static String format(long nanos) {
        long millis = Math.max(0, nanos / 1_000_000);
        if (millis == 0) {
            return "0s";
        }
        if (millis < 1000) {
            return millis + "ms";
        }
        long minutes = millis / 60_000;
        String seconds = seconds(millis % 60_000);
        if (minutes == 0) {
            return seconds;
        }
        return minutes < 60 ? minutes + "m" + seconds : minutes / 60 + "h" + minutes % 60 + "m" + seconds;
    }

    private static String seconds(long millis) {
        long fraction = millis % 1000;
        if (fraction == 0) {
            return millis / 1000 + "s";
        }
        String digits = String.format("%03d", fraction).replaceAll("0+$", "");
        return millis / 1000 + "." + digits + "s";
    }
}
