package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.GroupBy;
import dev.probeline.alerts.core.route.Matcher;
import dev.probeline.alerts.core.route.Pace;
import dev.probeline.alerts.core.route.Route;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A node of the routing tree, with Alertmanager's keys. What is left out is the parent's, except for the times to be quiet
 * in, which are each route's own.
 *
 * @param groupBy labels; {@code ['...']} makes every series and rule a group of its own
 * @param continue_ whether the routes behind it are asked too
 */
public record RouteSpec(
        Optional<String> receiver,
        @Default("[]") List<Matcher> matchers,
        Optional<List<String>> groupBy,
        Optional<Duration> groupWait,
        Optional<Duration> groupInterval,
        Optional<Duration> repeatInterval,
        @Default("[]") List<String> muteTimeIntervals,
        @Default("[]") List<String> activeTimeIntervals,
        @Default("false") boolean continue_,
        @Default("[]") List<RouteSpec> routes) {

    /** One incident for a rule and a model, whatever the region; told at once, for its message is updated. */
    static final Pace PACE = new Pace(
            new GroupBy(List.of("alertname", "provider", "model", "endpoint")),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofHours(4),
            List.of(),
            List.of());

    public RouteSpec {
        groupBy.ifPresent(GroupBy::new);
        Expect expect = new Expect();
        groupInterval.ifPresent(
                time -> expect.that(!time.isZero(), "group_interval", Durations.format(time), "more than 0s"));
        repeatInterval.ifPresent(
                time -> expect.that(!time.isZero(), "repeat_interval", Durations.format(time), "more than 0s"));
        expect.orThrow();
    }

    Route under(String parentKey, String parentReceiver, Pace inherited) {
        String key = parentKey + (parentKey.isEmpty() ? "" : "/") + Matcher.show(matchers);
        String to = receiver.orElse(parentReceiver);
        Pace pace = new Pace(
                groupBy.map(GroupBy::new).orElse(inherited.groupBy()),
                groupWait.orElse(inherited.groupWait()),
                groupInterval.orElse(inherited.groupInterval()),
                repeatInterval.orElse(inherited.repeatInterval()),
                muteTimeIntervals,
                activeTimeIntervals);
        List<Route> children =
                routes.stream().map(child -> child.under(key, to, pace)).toList();
        return new Route(key, to, matchers, pace, continue_, children);
    }
}
