package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.Severity;
import java.time.Duration;
import java.util.Map;

/**
 * One alert rule, ready to be asked. The name is its identity: an edited rule keeps the state of its alerts.
 *
 * @param window size of the windows it looks at
 * @param pendingFor how long the condition holds before the alert fires; zero fires at once
 * @param keepFiringFor how long the condition stays clear before the alert resolves; zero resolves at once
 * @param minSamples fewer measurements than this are evidence neither way, except to a metric that speaks in silence:
 *     that there were few is what it says
 */
public record Rule(
        String name,
        Match match,
        Duration window,
        Condition when,
        Duration pendingFor,
        Duration keepFiringFor,
        long minSamples,
        Severity severity,
        NoDataPolicy noData,
        Map<String, String> labels,
        Map<String, Template> annotations) {
    public Rule {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    public boolean covers(SeriesKey series, long windowMs) {
        return window.toMillis() == windowMs && !(when instanceof Absence) && match.covers(series);
    }

    /** What a finding of this rule's condition means, with {@code min_samples} in mind. */
    public Reading weigh(Finding finding) {
        if (finding.answer() == Answer.ERROR) {
            return Reading.ERROR;
        }
        if (finding.silent()) {
            return Reading.SILENT;
        }
        if (finding.samples() < minSamples && !finding.counts()) {
            return Reading.UNKNOWN;
        }
        return switch (finding.answer()) {
            case YES -> Reading.MET;
            case NO -> Reading.CLEAR;
            case UNKNOWN, ERROR -> Reading.UNKNOWN;
        };
    }
}
