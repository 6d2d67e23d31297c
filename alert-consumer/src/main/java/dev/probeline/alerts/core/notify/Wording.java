package dev.probeline.alerts.core.notify;

import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences every channel's message is made of. */
final class Wording {
    static String title(AlertEvent event) {
        return "[" + status(event) + "] " + event.getRule() + ": " + where(event);
    }

    static String status(AlertEvent event) {
        if (event.getState() == AlertState.error) {
            return "RULE FAILS";
        }
        if (event.getState() == AlertState.no_data) {
            return "NO DATA";
        }
        if (event.getState() == AlertState.resolved) {
            return event.getPreviousState() == AlertState.no_data ? "DATA RETURNED" : "RESOLVED";
        }
        return event.getSeverity().toString().toUpperCase(java.util.Locale.ROOT);
    }

    static String where(AlertEvent event) {
        Map<String, String> labels = event.getLabels();
        String region = labels.getOrDefault("region", "");
        return labels.getOrDefault("provider", "") + " " + labels.getOrDefault("model", "") + ", "
                + labels.getOrDefault("endpoint", "") + ", "
                + (region.equals(SeriesKey.ALL) ? "all regions" : region);
    }

    static String since(AlertEvent event) {
        Instant began = event.getPendingSince();
        if (event.getResolvedAt() == null) {
            return second(began);
        }
        Duration lasted = Duration.between(began, event.getResolvedAt()).truncatedTo(ChronoUnit.SECONDS);
        return second(began) + " to " + second(event.getResolvedAt()) + ", " + Durations.format(lasted);
    }

    static String samples(AlertEvent event) {
        Duration window = Duration.between(event.getWindowStart(), event.getWindowEnd());
        return event.getFailures() + " of " + event.getAttempts() + " failed in " + Durations.format(window);
    }

    /** Most frequent first; empty where nothing failed. */
    static String errors(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " × " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Wording() {}
}
