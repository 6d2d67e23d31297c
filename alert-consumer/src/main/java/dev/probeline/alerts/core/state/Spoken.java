package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Finding;
import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The alert of one rule about which no window speaks, but somebody who looked at many series. */
public final class Spoken {
    private static final Surroundings OURS =
            (rule, series, record) -> new Blame(Scope.OURS, Optional.empty(), List.of(), List.of(), List.of());

    private final States states;
    private final Place place;
    private final Rule rule;

    public Spoken(States states, Place place, Rule rule) {
        this.states = states;
        this.place = place;
        this.rule = rule;
    }

    public boolean isInactive() {
        return !states.get(place).open().containsKey(rule.name());
    }

    /** @param at what was before the last time that something was said counts as that time */
    public List<AlertEvent> hear(Finding finding, Reading reading, Instant at) {
        SeriesState before = states.get(place);
        Instant now = at.isAfter(before.at()) ? at : before.at();
        ProbeMetrics nothing = Nothing.in(place.series(), rule.window(), now);
        Turn turn = new Turn(before, new TreeMap<>(before.memories()), place.series(), nothing, now, OURS);
        turn.hear(new Heard(rule, finding, reading));
        Outcome outcome = turn.outcome(before.seen(nothing));
        keep(states, place, before, outcome.state());
        return outcome.events();
    }

    /** What the alert was about is not there any more. */
    public static List<AlertEvent> gone(States states, Place place, String rule, Instant at) {
        return without(states, place, Set.of(rule), at, Reason.SERIES_GONE);
    }

    /** @param present names of the rules that still are */
    public static List<AlertEvent> withoutRemoved(States states, Place place, Set<String> present) {
        SeriesState before = states.get(place);
        Set<String> removed = new TreeSet<>(before.open().keySet());
        removed.removeAll(present);
        return without(states, place, removed, before.at(), Reason.RULE_REMOVED);
    }

    private static List<AlertEvent> without(States states, Place place, Set<String> rules, Instant at, Reason reason) {
        SeriesState before = states.get(place);
        SortedMap<String, OpenAlert> open = new TreeMap<>(before.open());
        SortedMap<String, RuleMemory> memories = new TreeMap<>(before.memories());
        List<AlertEvent> events = rules.stream()
                .flatMap(rule ->
                        Evaluation.removed(before, rule, before.open().get(rule), place.series(), at, reason).stream())
                .toList();
        open.keySet().removeAll(rules);
        memories.keySet().removeAll(rules);
        keep(states, place, before, before.with(before.at(), open, memories));
        return events;
    }

    /** The time alone is not worth a write: a silence may last a weekend. */
    private static void keep(States states, Place place, SeriesState before, SeriesState after) {
        if (after.open().isEmpty() && after.memories().isEmpty()) {
            states.delete(place);
        } else if (!after.open().equals(before.open()) || !after.memories().equals(before.memories())) {
            states.put(place, after);
        }
    }
}
