package dev.probeline.quickstart.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Something that went wrong with a model, with its label.
 *
 * @param regions that see it
 */
record Incident(Kind kind, Instant start, Duration length, Set<String> regions) {
    /** What it is. */
    enum Kind {
        /** Latency doubles twice over the length. */
        SLOW_CREEP,
        /** Eight times the latency, from one probe to the next. */
        STEP,
        /** Ten times the latency for a minute or two. */
        SPIKE,
        OUTAGE,
        /** One region of all. */
        PARTIAL_OUTAGE,
        RATE_LIMIT_STORM,
        QUOTA_STOP,
        SILENT_REGION,
        /** Half of the streams stand still in the middle. */
        STALL;

        /** By which of the built-in rules it should be told; none where it is too small to wake anybody. */
        Set<String> rules() {
            return switch (this) {
                case SLOW_CREEP, SPIKE -> Set.of();
                case STEP -> Set.of("LatencyHigh", "LatencyCritical");
                case OUTAGE -> Set.of("RegionsFailing", "ErrorRateHigh");
                case PARTIAL_OUTAGE, STALL -> Set.of("ErrorRateHigh");
                case RATE_LIMIT_STORM -> Set.of("RequestHeadroomLow");
                case QUOTA_STOP -> Set.of("QuotaExhausted");
                case SILENT_REGION -> Set.of("RegionSilent", "ProberSilent", "ThroughputLow");
            };
        }
    }

    /** After the end, what is open may go on for so long: windows hold the last failures, and rules keep firing. */
    private static final Duration AFTERMATH = Duration.ofMinutes(20);

    Incident {
        regions = Set.copyOf(regions);
    }

    Instant end() {
        return start.plus(length);
    }

    boolean strikes(String region, Instant at) {
        return regions.contains(region) && !at.isBefore(start) && at.isBefore(end());
    }

    /** Whether it explains an alert of that time. */
    boolean explains(Instant at) {
        return !at.isBefore(start) && at.isBefore(end().plus(AFTERMATH));
    }

    /** From 0 at its start to 1 at its end. */
    double progress(Instant at) {
        return (double) Duration.between(start, at).toMillis() / length.toMillis();
    }
}
