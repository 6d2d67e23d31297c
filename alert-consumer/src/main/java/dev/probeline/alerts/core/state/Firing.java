package dev.probeline.alerts.core.state;

import java.time.Instant;

/** Somebody is to be told. */
public record Firing(Incident incident, Instant since) implements Known {
    @Override
    public Step met(Sample sample, Timing timing) {
        return Step.stay(this);
    }

    @Override
    public Step cleared(Sample sample, Timing timing) {
        if (timing.keepFiringFor().isZero()) {
            return resolved(sample.cause(), sample);
        }
        Recovering recovering = new Recovering(incident, since, sample.at());
        return Step.to(recovering, Transition.recovering(incident, since, sample));
    }

    @Override
    public Step removed(Sample sample) {
        return resolved(sample.cause(), sample);
    }

    Transition begun(dev.probeline.schemas.events.AlertState from, Reason reason, Sample sample) {
        return new Transition(
                incident, from, dev.probeline.schemas.events.AlertState.firing, reason, sample.at(), since, null);
    }

    private Step resolved(Reason reason, Sample sample) {
        return Step.to(Inactive.INSTANCE, Transition.resolved(incident, published(), since, reason, sample));
    }

    @Override
    public dev.probeline.schemas.events.AlertState published() {
        return dev.probeline.schemas.events.AlertState.firing;
    }
}
