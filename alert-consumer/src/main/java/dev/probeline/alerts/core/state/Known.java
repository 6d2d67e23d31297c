package dev.probeline.alerts.core.state;

/** A state that rests on data; too few data leave it as it is. */
public sealed interface Known extends AlertState permits Inactive, Pending, Firing, Recovering {
    @Override
    default Step undecided(Sample sample) {
        return Step.stay(this);
    }

    @Override
    default Step silent(Sample sample) {
        NoData noData = new NoData(new Incident(sample.idOf(NoData.KIND), sample.at()), this);
        return Step.to(noData, noData.begun(sample));
    }
}
