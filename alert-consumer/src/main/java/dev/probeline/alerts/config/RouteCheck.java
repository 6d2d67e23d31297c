package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.Pace;
import dev.probeline.runtime.config.Expect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether a routing tree names only what there is. */
final class RouteCheck {
    private final Expect expect;
    private final Set<String> receivers;
    private final Set<String> intervals = new TreeSet<>();

    RouteCheck(Expect expect, Set<String> receivers, List<IntervalsSpec> intervals) {
        this.expect = expect;
        this.receivers = receivers;
        intervals.forEach(interval -> this.intervals.add(interval.name()));
    }

    void check(RouteSpec root) {
        expect.that(root.receiver().isPresent(), "route.receiver", "missing", "one of " + receivers);
        expect.that(root.matchers().isEmpty(), "route.matchers", root.matchers(), "none: all alerts enter at the root");
        node(root, "route");
        identities(root);
    }

    /** A group is known by its receiver and the matchers on its way, so two routes that share both must share all. */
    private void identities(RouteSpec root) {
        Map<String, Pace> paces = new HashMap<>();
        root.under("", root.receiver().orElse(""), RouteSpec.PACE).all().forEach(route -> {
            Pace before = paces.putIfAbsent(route.receiver() + route.key(), route.pace());
            expect.that(
                    before == null || before.equals(route.pace()),
                    "route.routes",
                    route.key() + " to " + route.receiver() + " twice",
                    "one route for the same matchers and receiver, or the same group_by and times in both");
        });
    }

    private void node(RouteSpec route, String path) {
        route.receiver()
                .ifPresent(name -> expect.that(
                        receivers.contains(name), path + ".receiver", name, "one of the receivers " + receivers));
        names(route.muteTimeIntervals(), path + ".mute_time_intervals");
        names(route.activeTimeIntervals(), path + ".active_time_intervals");
        for (int i = 0; i < route.routes().size(); i++) {
            node(route.routes().get(i), path + ".routes[" + i + "]");
        }
    }

    private void names(List<String> names, String path) {
        for (String name : names) {
            expect.that(intervals.contains(name), path, name, "one of the time_intervals " + intervals);
        }
    }
}
