package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.List;

/** What is known beyond the series that an alert is about. */
public interface Surroundings {
    /** Nothing is known but the record itself. */
    Surroundings NONE = (rule, series, record) -> Blame.of(record, List.of(), List.of(), List.of());

    Blame blame(Rule rule, String series, ProbeMetrics record);
}
