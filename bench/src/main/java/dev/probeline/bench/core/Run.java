package dev.probeline.bench.core;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * What one process measured of itself.
 *
 * @param records in the stretch that counts
 * @param peakRssBytes largest resident set since the process began
 * @param accounted attempts found in the published windows; null where there are none to look at
 */
public record Run(
        long records,
        double seconds,
        double recordsPerSecond,
        double cpuSecondsPerMillion,
        long peakRssBytes,
        Long accounted) {

    public static Run of(Speed speed, long peakRssBytes, Long accounted) {
        return new Run(
                speed.records(),
                speed.seconds(),
                speed.recordsPerSecond(),
                speed.cpuSecondsPerMillion(),
                peakRssBytes,
                accounted);
    }

    public String toJson() {
        return Json.write(this);
    }

    public static Run parse(String json) throws JsonProcessingException {
        return Json.read(json, Run.class);
    }
}
