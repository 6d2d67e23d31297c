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
    /** What it is, and by which of the built-in rules it should be told; none where it is too small to wake anybody. */
    enum Kind {
        /** Latency doubles twice over the length. */
        SLOW_CREEP(Set.of()),
        /** Eight times the latency, from one probe to the next. */
        STEP(Set.of("LatencyHigh", "LatencyCritical")),
        /** Ten times the latency for a minute or two. */
        SPIKE(Set.of()),
        OUTAGE(Set.of("RegionsFailing", "ErrorRateHigh")),
        /** One region of all. */
        PARTIAL_OUTAGE(Set.of("ErrorRateHigh")),
        RATE_LIMIT_STORM(Set.of("RequestHeadroomLow")),
        QUOTA_STOP(Set.of("QuotaExhausted")),
        SILENT_REGION(Set.of("RegionSilent", "ProberSilent", "ThroughputLow")),
        /** Half of the streams stand still in the middle. */
        STALL(Set.of("ErrorRateHigh"));

        private final Set<String> rules;

        Kind(Set<String> rules) {
            this.rules = rules;
        }

        Set<String> rules() {
            return rules;
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
