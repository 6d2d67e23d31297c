package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.TimeInterval;
import java.util.List;

/** Time intervals under a name, as in Alertmanager: within any of them is within. */
public record IntervalsSpec(String name, List<IntervalSpec> timeIntervals) {
    List<TimeInterval> intervals() {
        return timeIntervals.stream().map(IntervalSpec::interval).toList();
    }
}
