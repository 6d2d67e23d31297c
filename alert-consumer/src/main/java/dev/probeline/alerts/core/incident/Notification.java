package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.route.Group;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a receiver is told of an incident, as it stands when it is sent: what waits for a dead channel is the incident,
 * never its messages.
 *
 * @param incident the key under which receivers deduplicate
 * @param at when it was decided
 * @param lines its alerts: those that fire first, the worst of them first
 * @param receipt what the receiver gave us for the last message about it; empty for the first
 * @param acknowledgedBy who is at it
 */
public record Notification(
        String incident,
        Group group,
        Occasion occasion,
        Instant opened,
        Instant at,
        List<Line> lines,
        Map<String, String> receipt,
        Optional<String> acknowledgedBy) {
    public Notification {
        lines = List.copyOf(lines);
        receipt = Map.copyOf(receipt);
    }

    /** One alert and how it stands. */
    public record Line(AlertEvent event, Standing standing) {
        public boolean over() {
            return standing == Standing.RESOLVED;
        }
    }

    public boolean over() {
        return lines.stream().allMatch(Line::over);
    }

    /** The alert that stands for the incident in a title. */
    public AlertEvent worst() {
        return lines.get(0).event();
    }
}
