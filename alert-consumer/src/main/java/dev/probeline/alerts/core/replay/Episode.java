package dev.probeline.alerts.core.replay;

import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One alert from when it fired to when it resolved.
 *
 * @param resolvedAt empty where it still fires
 */
public record Episode(String rule, String series, String severity, Instant firedAt, Optional<Instant> resolvedAt) {
    static Episode of(AlertEvent event) {
        return new Episode(
                event.getRule(),
                event.getSeries(),
                event.getSeverity().toString(),
                event.getFiringSince(),
                Optional.ofNullable(event.getResolvedAt()));
    }

    /** @param end of what was looked at, for one that still fires */
    public Duration length(Instant end) {
        return Duration.between(firedAt, resolvedAt.orElse(end));
    }

    /** Whether both are of one rule and series, and at one moment both fired. */
    boolean meets(Episode other) {
        return rule.equals(other.rule)
                && series.equals(other.series)
                && !resolvedAt.orElse(Instant.MAX).isBefore(other.firedAt)
                && !other.resolvedAt.orElse(Instant.MAX).isBefore(firedAt);
    }
}
