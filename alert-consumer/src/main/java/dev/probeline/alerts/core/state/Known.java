package dev.probeline.alerts.core.state;

/** A state that rests on data; data that do not say leave it as it is. */
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

    @Override
    default Step broken(Sample sample) {
        Broken broken = new Broken(new Incident(sample.idOf(Broken.KIND), sample.at()), this);
        return Step.to(broken, broken.begun(sample));
    }
}
