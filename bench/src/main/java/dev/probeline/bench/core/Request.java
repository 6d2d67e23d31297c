package dev.probeline.bench.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;

/**
 * What a child is asked to measure.
 *
 * @param records in the topic
 * @param windowMs 0 for the aggregator's defaults
 * @param seconds how long to measure what is measured by time
 * @param directory for state
 */
public record Request(
        Kind kind,
        int threads,
        long records,
        long windowMs,
        double seconds,
        String bootstrapServers,
        String registry,
        String directory) {
    private static final Duration SHORTEST_DEFAULT = Duration.ofMinutes(1);

    public Duration window() {
        return Duration.ofMillis(windowMs);
    }

    /** The kind of window whose attempts are added up. */
    public Duration accountedWindow() {
        return windowMs == 0 ? SHORTEST_DEFAULT : window();
    }

    public String toJson() {
        return Json.write(this);
    }

    public static Request parse(String json) throws JsonProcessingException {
        return Json.read(json, Request.class);
    }
}
