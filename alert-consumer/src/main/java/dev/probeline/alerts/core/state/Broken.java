package dev.probeline.alerts.core.state;

/** The rule cannot be worked out, such as for a label it names that the series does not have. */
public record Broken(Incident incident, Known asleep) implements Aside {
    static final String KIND = "error";

    @Override
    public Step silent(Sample sample) {
        return ended(over(), sample).then(asleep.silent(sample));
    }

    @Override
    public Step broken(Sample sample) {
        return Step.stay(this);
    }

    @Override
    public Reason over() {
        return Reason.EVALUATION_WORKS;
    }

    @Override
    public dev.probeline.schemas.events.AlertState published() {
        return dev.probeline.schemas.events.AlertState.error;
    }
}
