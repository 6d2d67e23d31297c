package dev.probeline.alerts.core.state;

/** The series is silent. */
public record NoData(Incident incident, Known asleep) implements Aside {
    static final String KIND = "no_data";

    @Override
    public Step silent(Sample sample) {
        return Step.stay(this);
    }

    @Override
    public Step broken(Sample sample) {
        return ended(over(), sample).then(asleep.broken(sample));
    }

    @Override
    public Reason over() {
        return Reason.DATA_RETURNED;
    }

    @Override
    public dev.probeline.schemas.events.AlertState published() {
        return dev.probeline.schemas.events.AlertState.no_data;
    }
}
