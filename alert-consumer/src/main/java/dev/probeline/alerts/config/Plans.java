package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.Plan;
import dev.probeline.alerts.core.route.Route;
import dev.probeline.alerts.core.route.TimeInterval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the plan of who is told what out of the configuration. */
final class Plans {
    static Plan of(AlertConfig config) {
        Map<String, List<TimeInterval>> intervals = new LinkedHashMap<>();
        config.timeIntervals().forEach(spec -> intervals.put(spec.name(), spec.intervals()));
        return new Plan(
                config.route()
                        .map(root -> root.under("", "", RouteSpec.PACE))
                        .orElseGet(() -> toAll(List.copyOf(config.receivers().keySet()))),
                config.inhibitRules().orElse(InhibitSpec.DEFAULTS).stream()
                        .map(InhibitSpec::inhibition)
                        .toList(),
                Map.copyOf(intervals));
    }

    /** Every receiver is told everything. */
    private static Route toAll(List<String> receivers) {
        List<Route> children = receivers.stream()
                .map(name -> new Route("{}", name, List.of(), RouteSpec.PACE, true, List.of()))
                .toList();
        return new Route("{}", receivers.isEmpty() ? "" : receivers.get(0), List.of(), RouteSpec.PACE, false, children);
    }

    private Plans() {}
}
