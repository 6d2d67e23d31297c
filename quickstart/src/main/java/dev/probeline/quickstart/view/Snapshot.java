package dev.probeline.quickstart.view;

import dev.probeline.quickstart.core.LatencyGrid.Cell;
import dev.probeline.quickstart.inbox.Notification;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run shows of itself at one instant.
 *
 * @param phase what it is doing, in a word or two
 * @param running since all was started
 * @param planned how long it is to run; empty for until somebody ends it
 * @param grid newest windows by model and region
 * @param firing oldest first
 * @param notifications newest first, the last few
 * @param arrived how many notifications came in all
 */
public record Snapshot(
        Instant at,
        String phase,
        Duration running,
        Optional<Duration> planned,
        List<Part> parts,
        long probes,
        double probesPerSecond,
        Map<String, Map<String, Cell>> grid,
        List<AlertEvent> firing,
        List<Notification> notifications,
        int arrived) {

    /** Before anything was started. */
    static final Snapshot NOTHING = new Snapshot(
            Instant.EPOCH,
            "starting",
            Duration.ZERO,
            Optional.empty(),
            List.of(),
            0,
            0,
            Map.of(),
            List.of(),
            List.of(),
            0);

    public Snapshot {
        parts = List.copyOf(parts);
        firing = List.copyOf(firing);
        notifications = List.copyOf(notifications);
    }
}
