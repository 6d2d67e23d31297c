package dev.probeline.alerts.core.route;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told what and when: everything about it that the configuration decides.
 *
 * @param intervals by name
 */
public record Plan(Route root, List<Inhibition> inhibitions, Map<String, List<TimeInterval>> intervals) {
    /**
     * The pace of the group's route: routes with the same matchers are told apart by whom they tell. That of the root where
     * the configuration has none such any more.
     */
    public Pace pace(Group group) {
        return root.all()
                .filter(each ->
                        each.key().equals(group.route()) && each.receiver().equals(group.receiver()))
                .findFirst()
                .orElse(root)
                .pace();
    }

    /** Why a route says nothing new at that time, if so. */
    public Optional<Held> muted(Pace pace, Instant now) {
        if (pace.muteIn().stream().anyMatch(name -> within(name, now))) {
            return Optional.of(Held.MUTE_TIME_INTERVAL);
        }
        boolean active = pace.activeIn().isEmpty() || pace.activeIn().stream().anyMatch(name -> within(name, now));
        return active ? Optional.empty() : Optional.of(Held.ACTIVE_TIME_INTERVAL);
    }

    private boolean within(String name, Instant now) {
        return intervals.getOrDefault(name, List.of()).stream().anyMatch(interval -> interval.contains(now));
    }
}
