package dev.probeline.quickstart.core;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run did, counted at both ends of the pipeline.
 *
 * @param resultsPublished attempts that the broker acknowledged to the probers
 * @param resultsAggregated attempts in the last revisions of the windows read back
 * @param windowsEmitted different windows, whatever their revisions
 * @param pointsInStore rows in the time-series store
 * @param notificationsDelivered different messages that arrived: one when an alert fires, one when it is over
 * @param timeToFirstProbeMs from the start of the process to the end of the first attempt
 * @param timeToFirstWindowMs from the start of the process to the first window with an attempt
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Summary(
        double ranForSeconds,
        long probes,
        Map<String, Long> probesByRegion,
        long resultsPublished,
        long resultsAggregated,
        int windowsEmitted,
        long pointsInStore,
        int alertsFired,
        int alertsResolved,
        int notificationsDelivered,
        int duplicateNotifications,
        long deadLetters,
        long timeToFirstProbeMs,
        long timeToFirstWindowMs) {

    /** For people. */
    public List<String> lines() {
        return List.of(
                "",
                probes + " probes " + probesByRegion + ", the first after " + timeToFirstProbeMs + " ms",
                resultsPublished + " results published, " + resultsAggregated + " aggregated into " + windowsEmitted
                        + " windows, " + pointsInStore + " points in the store",
                alertsFired + " alerts fired, " + alertsResolved + " resolved, " + notificationsDelivered
                        + " notifications delivered, " + duplicateNotifications + " twice",
                deadLetters + " dead letters");
    }

    /** What must never be; empty after a good run. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (resultsPublished != resultsAggregated) {
            faults.add(resultsPublished + " results were published and " + resultsAggregated + " aggregated");
        }
        if (deadLetters > 0) {
            faults.add(deadLetters + " records went to the dead letters");
        }
        if (probes == 0) {
            faults.add("no probe ran");
        }
        return faults;
    }
}
