package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.route.Group;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What one receiver sees as one trouble: the alerts of a group from the first that fires until the end of the last has
 * been told.
 *
 * @param id under which receivers deduplicate; made of the group and the alert that opened it, so that whoever decides
 *     again after a crash decides on the same
 * @param members by alert id, in the order they came
 */
public record Incident(
        Group group,
        String id,
        Instant opened,
        Map<String, Member> members,
        Course course,
        Optional<Acknowledgement> acknowledged) {
    public Incident {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    static Incident opened(Group group, String alertId, Instant now) {
        UUID id = UUID.nameUUIDFromBytes((group.key() + "\n" + alertId).getBytes(StandardCharsets.UTF_8));
        return new Incident(group, id.toString(), now, Map.of(), Course.NEW, Optional.empty());
    }

    boolean over() {
        return members.values().stream().allMatch(Member::over);
    }

    /** Whether anybody was told of it. */
    public boolean told() {
        return course.toldAt().isPresent();
    }

    Incident with(String alertId, Member member) {
        Map<String, Member> changed = new LinkedHashMap<>(members);
        changed.put(alertId, member);
        return new Incident(group, id, opened, changed, course, acknowledged);
    }

    Incident with(Course changed) {
        return new Incident(group, id, opened, members, changed, acknowledged);
    }

    Incident with(Acknowledgement acknowledgement) {
        return new Incident(group, id, opened, members, course, Optional.of(acknowledgement));
    }

    /** A request that shows these alerts is about to be made. */
    Incident tried(Set<String> alerts) {
        Map<String, Member> changed = new LinkedHashMap<>();
        members.forEach((alert, member) -> changed.put(alert, member.tried(alerts.contains(alert))));
        return new Incident(group, id, opened, changed, course, acknowledged);
    }

    /** People know this of its alerts now; what is over, and known to be or never was, is part of it no longer. */
    Incident told(Map<String, Standing> standings) {
        Map<String, Member> left = new LinkedHashMap<>();
        members.forEach((alert, member) -> {
            Standing standing = standings.get(alert);
            Member now = standing == null ? member : member.toldAs(standing);
            if (!now.over() || now.owesItsEnd()) {
                left.put(alert, now);
            }
        });
        return new Incident(group, id, opened, left, course, acknowledged);
    }
}
