package dev.probeline.alerts.core.state;

import java.time.Instant;

/** The condition is clear, but the alert keeps firing until it has been for long enough. */
public record Recovering(Incident incident, Instant firingSince, Instant since) implements Known {
    @Override
    public Step met(Sample sample, Timing timing) {
        Firing firing = new Firing(incident, firingSince);
        return Step.to(firing, firing.begun(published(), Reason.RELAPSED, sample));
    }

    @Override
    public Step cleared(Sample sample, Timing timing) {
        if (sample.since(since).compareTo(timing.keepFiringFor()) < 0) {
            return Step.stay(this);
        }
        return resolved(Reason.KEEP_FIRING_FOR_ELAPSED, sample);
    }

    @Override
    public Step removed(Sample sample) {
        return resolved(sample.cause(), sample);
    }

    private Step resolved(Reason reason, Sample sample) {
        return Step.to(Inactive.INSTANCE, Transition.resolved(incident, published(), firingSince, reason, sample));
    }

    @Override
    public dev.probeline.schemas.events.AlertState published() {
        return dev.probeline.schemas.events.AlertState.recovering;
    }
}
