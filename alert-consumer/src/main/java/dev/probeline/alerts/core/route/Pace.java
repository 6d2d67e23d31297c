package dev.probeline.alerts.core.route;

import java.time.Duration;
import java.util.List;

/**
 * When a route's groups are told.
 *
 * @param groupWait from an alert's firing to its group's first notification, so that alerts of one cause come as one;
 *     and from the end of the last alert to the notification of the end
 * @param groupInterval between notifications of one group while it changes
 * @param repeatInterval after which a group that has not changed is told again
 * @param muteIn names of time intervals in which nothing new is told
 * @param activeIn names of time intervals outside of which nothing new is told; none means always
 */
public record Pace(
        GroupBy groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval,
        List<String> muteIn,
        List<String> activeIn) {
    public Pace {
        muteIn = List.copyOf(muteIn);
        activeIn = List.copyOf(activeIn);
    }
}
