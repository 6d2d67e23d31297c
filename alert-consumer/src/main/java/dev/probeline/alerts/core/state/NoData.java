package dev.probeline.alerts.core.state;

/**
 * The series is silent. An incident of its own, beside the one that may sleep in it.
 *
 * @param asleep where the rule stood when the data stopped
 */
public record NoData(Incident incident, Known asleep) implements AlertState {
    static final String KIND = "no_data";

    @Override
    public Step met(Sample sample, Timing timing) {
        return ended(Reason.DATA_RETURNED, sample).then(asleep.met(sample, timing));
    }

    @Override
    public Step cleared(Sample sample, Timing timing) {
        return ended(Reason.DATA_RETURNED, sample).then(asleep.cleared(sample, timing));
    }

    @Override
    public Step undecided(Sample sample) {
        return ended(Reason.DATA_RETURNED, sample);
    }

    @Override
    public Step silent(Sample sample) {
        return Step.stay(this);
    }

    @Override
    public Step removed(Sample sample) {
        return ended(sample.cause(), sample).then(asleep.removed(sample));
    }

    Transition begun(Sample sample) {
        return new Transition(
                incident,
                asleep.published(),
                dev.probeline.schemas.events.AlertState.no_data,
                Reason.NO_DATA,
                sample.at(),
                incident.began(),
                null);
    }

    private Step ended(Reason reason, Sample sample) {
        return Step.to(asleep, Transition.resolved(incident, published(), incident.began(), reason, sample));
    }

    @Override
    public dev.probeline.schemas.events.AlertState published() {
        return dev.probeline.schemas.events.AlertState.no_data;
    }
}
