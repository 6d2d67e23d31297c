package dev.probeline.alerts.core.state;

/** A state in which nothing can be said of the condition: an incident of its own, beside the one that may sleep in it. */
sealed interface Aside extends AlertState permits NoData, Broken {
    Incident incident();

    /** Where the rule stood before. */
    Known asleep();

    /** Why it ends when the condition can be judged again. */
    Reason over();

    @Override
    default Step met(Sample sample, Timing timing) {
        return ended(over(), sample).then(asleep().met(sample, timing));
    }

    @Override
    default Step cleared(Sample sample, Timing timing) {
        return ended(over(), sample).then(asleep().cleared(sample, timing));
    }

    @Override
    default Step undecided(Sample sample) {
        return ended(over(), sample);
    }

    @Override
    default Step removed(Sample sample) {
        return ended(sample.cause(), sample).then(asleep().removed(sample));
    }

    default Transition begun(Sample sample) {
        return new Transition(
                incident(),
                asleep().published(),
                published(),
                sample.cause(),
                sample.at(),
                incident().began(),
                null);
    }

    default Step ended(Reason reason, Sample sample) {
        return Step.to(
                asleep(),
                Transition.resolved(incident(), published(), incident().began(), reason, sample));
    }
}
