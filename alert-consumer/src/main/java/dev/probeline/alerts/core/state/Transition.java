package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.AlertState;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of an alert's state, as it is published.
 *
 * @param from {@code unknown} where there was none
 */
public record Transition(
        Incident incident,
        AlertState from,
        AlertState to,
        Reason reason,
        Instant at,
        Optional<Instant> firingSince,
        Optional<Instant> resolvedAt) {

    Transition(
            Incident incident,
            AlertState from,
            AlertState to,
            Reason reason,
            Instant at,
            Instant firingSince,
            Instant resolvedAt) {
        this(incident, from, to, reason, at, Optional.ofNullable(firingSince), Optional.ofNullable(resolvedAt));
    }

    /** Whether an incident goes from not told to told. */
    boolean beginsToFire() {
        return to == AlertState.firing && from != AlertState.recovering;
    }

    static Transition pending(Incident incident, Sample sample) {
        return new Transition(
                incident, AlertState.unknown, AlertState.pending, sample.cause(), sample.at(), (Instant) null, null);
    }

    static Transition recovering(Incident incident, Instant firingSince, Sample sample) {
        return new Transition(
                incident, AlertState.firing, AlertState.recovering, sample.cause(), sample.at(), firingSince, null);
    }

    static Transition resolved(Incident incident, AlertState from, Instant firingSince, Reason reason, Sample sample) {
        return new Transition(incident, from, AlertState.resolved, reason, sample.at(), firingSince, sample.at());
    }
}
