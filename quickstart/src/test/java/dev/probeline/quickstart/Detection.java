package dev.probeline.quickstart;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** What was seen of one target from its first failing probe to the end of its alert. */
final class Detection {
    private final Map<AlertState, Instant> told = new EnumMap<>(AlertState.class);
    private Instant failed;
    private Instant good;

    void hear(ProbeResult result) {
        if (failed == null && result.getOutcome() == Outcome.failure) {
            failed = result.getCompletedAt();
        } else if (failed != null && good == null && result.getOutcome() == Outcome.success) {
            good = result.getCompletedAt();
        }
    }

    /** @param readable when a consumer could read it */
    void hear(AlertEvent event, Instant readable) {
        told.putIfAbsent(event.getState(), readable);
    }

    boolean hasFailed() {
        return failed != null;
    }

    boolean isGood() {
        return good != null;
    }

    boolean told(AlertState state) {
        return told.containsKey(state);
    }

    /** From the completion of the first failing probe. */
    Duration untilTold(AlertState state) {
        return Duration.between(failed, told.get(state));
    }

    /** From the completion of the first good probe afterwards. */
    Duration untilResolved() {
        return Duration.between(good, told.get(AlertState.resolved));
    }

    @Override
    public String toString() {
        return "failed " + failed + ", good " + good + ", told " + told;
    }
}
