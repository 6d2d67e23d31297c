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
import java.util.function.Predicate;

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

    /** Alerts of one incident, for it is one record: what is more makes another. */
    static final int MOST = 2000;

    static Incident opened(Group group, String alertId, Instant now) {
        UUID id = UUID.nameUUIDFromBytes((group.key() + "\n" + alertId).getBytes(StandardCharsets.UTF_8));
        return new Incident(group, id.toString(), now, Map.of(), Course.NEW, Optional.empty());
    }

    /** The group's next one: of the alerts that go on, though all that people know of this one is over. */
    Optional<Incident> next(Instant now) {
        Map<String, Member> left = new LinkedHashMap<>();
        members.forEach((alert, member) -> {
            if (!member.over()) {
                left.put(alert, Member.fresh(member.now()));
            }
        });
        return left.keySet().stream().findFirst().map(first -> {
            UUID next = UUID.nameUUIDFromBytes((id + "\n" + first).getBytes(StandardCharsets.UTF_8));
            return new Incident(group, next.toString(), now, left, Course.NEW, Optional.empty());
        });
    }

    /** Whether it is acknowledged and its receiver was not told so in a message of its own. */
    boolean owesAcknowledgement() {
        return acknowledged.isPresent() && !course.acknowledgementTold() && goesOn();
    }

    /** Whether people know of something that goes on, or may. */
    boolean goesOn() {
        return members.values().stream().anyMatch(member -> !member.over() && member.known());
    }

    /** Whether all of it that goes on is among these. */
    boolean isWithin(Set<String> alerts) {
        return members.entrySet().stream().allMatch(each -> each.getValue().over() || alerts.contains(each.getKey()));
    }

    /** Of what goes on and was told or held back, those parts that ended unheard are nobody's business. */
    Incident withoutUnheard() {
        if (over() || !(told() || course.held())) {
            return this;
        }
        Map<String, Member> left = new LinkedHashMap<>(members);
        left.values().removeIf(member -> member.over() && !member.known());
        return new Incident(group, id, opened, left, course, acknowledged);
    }

    /** Whether people know that all of it is over; only a receiver that forgets is told so again. */
    boolean endIsTold() {
        return over() && !members.isEmpty() && members.values().stream().noneMatch(Member::isNews);
    }

    boolean over() {
        return members.values().stream().allMatch(Member::over);
    }

    /** Whether anybody was told of it. */
    public boolean told() {
        return course.toldAt().isPresent();
    }

    boolean full() {
        return members.size() >= MOST;
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

    /**
     * People know this of its alerts now; what is over, and known to be or never was, is part of it no longer.
     *
     * @param toldAgain whether the end of the alert with that id is told once more
     */
    Incident told(Map<String, Standing> standings, Predicate<String> toldAgain) {
        Map<String, Member> left = new LinkedHashMap<>();
        members.forEach((alert, member) -> {
            Standing standing = standings.get(alert);
            Member now = standing == null ? member : member.toldAs(standing);
            if (!now.over() || now.owesItsEnd() || (now.known() && toldAgain.test(alert))) {
                left.put(alert, now);
            }
        });
        return new Incident(group, id, opened, left, course, acknowledged);
    }
}
