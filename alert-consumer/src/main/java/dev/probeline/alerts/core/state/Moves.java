package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;

/** Turns what a window says to a rule into the move of the alert's state. */
public final class Moves {
    /** @param at event time; never earlier than that of the move before */
    public static Step move(AlertState state, Rule rule, String series, ProbeMetrics window, Instant at) {
        Reading reading = rule.read(window);
        Timing timing = Timing.of(rule);
        Reason cause = switch (reading) {
            case MET -> Reason.CONDITION_MET;
            case CLEAR, TOO_FEW -> Reason.CONDITION_CLEARED;
            case SILENT -> Reason.NO_DATA;
        };
        Sample sample = new Sample(rule.name(), series, at, window.getWindowEnd(), window.getRevision(), cause);
        return switch (reading) {
            case MET -> state.met(sample, timing);
            case CLEAR -> state.cleared(sample, timing);
            case TOO_FEW -> state.undecided(sample);
            case SILENT -> silent(state, rule.noData(), sample, timing);
        };
    }

    private static Step silent(AlertState state, NoDataPolicy policy, Sample sample, Timing timing) {
        return switch (policy) {
            case ALERTING -> state.met(sample, timing);
            case OK -> state.cleared(sample, timing);
            case KEEP -> Step.stay(state);
            case NO_DATA -> state.silent(sample);
        };
    }

    private Moves() {}
}
