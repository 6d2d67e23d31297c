package dev.probeline.quickstart.core;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run did, counted at both ends of the pipeline.
 *
 * @param endedBy why probing stopped; after a signal there was no time for all to come through
 * @param resultsPublished attempts that the broker acknowledged to the probers
 * @param resultsAggregated attempts in the last revisions of the windows read back
 * @param resultsDropped attempts that a prober could not hand to the broker
 * @param windowsEmitted different windows, whatever their revisions, up to the end of the drain
 * @param pointsInStore rows in the time-series store
 * @param notificationsDelivered different messages that arrived: one when an alert fires, one when it is over
 * @param silences made and ended; what they hold back is not missing
 * @param costUsd of the attempts that told their usage, by the price table
 * @param timeToFirstProbeMs from the start of the process to the end of the first attempt
 * @param timeToFirstWindowMs from the start of the process to the first window with an attempt
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Summary(
        double ranForSeconds,
        EndedBy endedBy,
        long probes,
        Map<String, Long> probesByRegion,
        long resultsPublished,
        long resultsDropped,
        long resultsAggregated,
        int windowsEmitted,
        long pointsInStore,
        int alertsFired,
        int alertsResolved,
        int notificationsDelivered,
        int duplicateNotifications,
        long deadLetters,
        long silences,
        double costUsd,
        long timeToFirstProbeMs,
        long timeToFirstWindowMs) {

    /** For people. */
    public List<String> lines() {
        return List.of(
                "",
                "ended: " + endedBy.words(),
                probes + " probes " + probesByRegion + ", the first after " + timeToFirstProbeMs + " ms",
                resultsPublished + " results published, " + resultsAggregated + " aggregated into " + windowsEmitted
                        + " windows, " + pointsInStore + " points in the store",
                alertsFired + " alerts fired, " + alertsResolved + " resolved, " + notificationsDelivered
                        + " notifications delivered, " + duplicateNotifications + " twice",
                deadLetters + " dead letters",
                String.format(Locale.ROOT, "%.5f US dollars by the price table", costUsd));
    }

    /** What must never be; empty after a good run. What a signal cut off is not held against it. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (endedBy == EndedBy.BLINDNESS) {
            faults.add("the results could no longer be read back, so probing was stopped");
        }
        if (resultsDropped > 0) {
            faults.add(resultsDropped + " results were dropped at a prober");
        }
        if (deadLetters > 0) {
            faults.add(deadLetters + " records went to the dead letters");
        }
        if (duplicateNotifications > 0) {
            faults.add(duplicateNotifications + " notifications came twice");
        }
        if (endedBy != EndedBy.SIGNAL) {
            faults.addAll(missing());
        }
        return faults;
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (probes == 0) {
            missing.add("no probe ran");
        }
        if (resultsPublished != resultsAggregated) {
            missing.add(resultsPublished + " results were published and " + resultsAggregated + " aggregated");
        }
        if (pointsInStore < windowsEmitted) {
            missing.add(windowsEmitted + " windows were emitted and " + pointsInStore + " points are in the store");
        }
        int due = alertsFired + alertsResolved;
        if (silences > 0 ? notificationsDelivered > due : notificationsDelivered != due) {
            missing.add(alertsFired + " alerts fired and " + alertsResolved + " resolved, but " + notificationsDelivered
                    + " notifications were delivered");
        }
        return missing;
    }
}
