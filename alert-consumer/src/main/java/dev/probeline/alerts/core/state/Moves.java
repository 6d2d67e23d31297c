package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.NoDataPolicy;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;

/** Turns what a window says to a rule into the move of the alert's state. */
final class Moves {
    /** @param at event time; never earlier than that of the move before */
    static Step move(AlertState state, Heard heard, Timing timing, String series, ProbeMetrics window, Instant at) {
        Rule rule = heard.rule();
        Reason cause = switch (heard.reading()) {
            case MET -> Reason.CONDITION_MET;
            case CLEAR, UNKNOWN -> Reason.CONDITION_CLEARED;
            case SILENT -> Reason.NO_DATA;
            case ERROR -> Reason.EVALUATION_FAILED;
        };
        Sample sample = new Sample(rule.name(), series, at, window.getWindowEnd(), window.getRevision(), cause);
        return switch (heard.reading()) {
            case MET -> state.met(sample, timing);
            case CLEAR -> state.cleared(sample, timing);
            case UNKNOWN -> state.undecided(sample);
            case SILENT -> silent(state, rule.noData(), sample, timing);
            case ERROR -> state.broken(sample);
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
