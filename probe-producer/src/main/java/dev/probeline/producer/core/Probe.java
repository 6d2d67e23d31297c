package dev.probeline.producer.core;

import dev.probeline.schemas.SeriesKey;
import java.time.Duration;
import java.time.Instant;

/**
 * One probe that is due: what all its attempts share.
 *
 * @param stream a streamed answer is asked for
 */
public record Probe(
        String id, SeriesKey series, String prober, Instant scheduledAt, Duration interval, boolean stream) {}
