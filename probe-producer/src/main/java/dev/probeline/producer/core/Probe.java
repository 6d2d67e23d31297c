package dev.probeline.producer.core;

import dev.probeline.schemas.SeriesKey;
import java.time.Duration;
import java.time.Instant;

/** One probe that is due: what all its attempts share. */
public record Probe(String id, SeriesKey series, String prober, Instant scheduledAt, Duration interval) {}
