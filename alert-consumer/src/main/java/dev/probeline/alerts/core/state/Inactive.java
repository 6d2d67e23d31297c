package dev.probeline.alerts.core.state;

/** Nothing is wrong, or nothing is known yet. */
public record Inactive() implements Known {
    public static final Inactive INSTANCE = new Inactive();

    @Override
    public Step met(Sample sample, Timing timing) {
        Incident incident = new Incident(sample.idOf("condition"), sample.at());
        if (timing.pendingFor().isZero()) {
            Firing firing = new Firing(incident, sample.at());
            return Step.to(firing, firing.begun(published(), sample.cause(), sample));
        }
        Pending pending = new Pending(incident, sample.at());
        return Step.to(pending, Transition.pending(incident, sample));
    }

    @Override
    public Step cleared(Sample sample, Timing timing) {
        return Step.stay(this);
    }

    @Override
    public Step removed(Sample sample) {
        return Step.stay(this);
    }

    @Override
    public dev.probeline.schemas.events.AlertState published() {
        return dev.probeline.schemas.events.AlertState.unknown;
    }
}
