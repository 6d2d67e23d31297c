package dev.probeline.alerts.core.state;

import java.time.Instant;

/**
 * The condition holds, but not yet for long enough. Time without evidence counts towards {@code for} only up to
 * {@link Timing#longestGap}; what is seen after a longer gap is another incident.
 *
 * @param seen event time of the newest evidence that it holds
 */
public record Pending(Incident incident, Instant seen) implements Known {
    @Override
    public Step met(Sample sample, Timing timing) {
        if (sample.since(seen).compareTo(timing.longestGap()) > 0) {
            return resolved(Reason.EVIDENCE_LAPSED, sample).then(Inactive.INSTANCE.met(sample, timing));
        }
        if (sample.since(incident.began()).compareTo(timing.pendingFor()) < 0) {
            return Step.stay(new Pending(incident, sample.at()));
        }
        Firing firing = new Firing(incident, sample.at());
        return Step.to(firing, firing.begun(published(), Reason.FOR_ELAPSED, sample));
    }

    @Override
    public Step cleared(Sample sample, Timing timing) {
        return resolved(sample.cause(), sample);
    }

    @Override
    public Step removed(Sample sample) {
        return resolved(sample.cause(), sample);
    }

    private Step resolved(Reason reason, Sample sample) {
        return Step.to(Inactive.INSTANCE, Transition.resolved(incident, published(), null, reason, sample));
    }

    @Override
    public dev.probeline.schemas.events.AlertState published() {
        return dev.probeline.schemas.events.AlertState.pending;
    }
}
