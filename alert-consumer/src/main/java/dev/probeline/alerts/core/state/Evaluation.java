package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks the rules of a series about a record. Pure: the same records in the same order decide the same. */
public final class Evaluation {
    /**
     * @param before {@link SeriesState#NEW} for a series not seen yet
     * @param rules those that cover the series and the window size
     */
    public static Outcome of(
            SeriesState before, List<Rule> rules, String series, ProbeMetrics record, Surroundings surroundings) {
        SortedMap<String, RuleMemory> memories = learned(before, rules, record);
        if (!before.isNewsTo(record)) {
            return memories.equals(before.memories())
                    ? Outcome.unchanged(before)
                    : new Outcome(before.with(before.at(), before.open(), memories), List.of(), List.of(), true);
        }
        Instant at = record.getAsOf().isAfter(before.at()) ? record.getAsOf() : before.at();
        Turn turn = new Turn(before, memories, series, record, at, surroundings);
        rules.forEach(turn::hear);
        return turn.outcome(before.seen(record));
    }

    /**
     * The time an alert waited for has come, and nothing was heard since that would speak against it.
     *
     * @param record the last one heard
     */
    public static Outcome ofDue(
            SeriesState before, Due due, String series, ProbeMetrics record, Surroundings surroundings) {
        SortedMap<String, RuleMemory> memories = new TreeMap<>(before.memories());
        Turn turn = new Turn(before, memories, series, record, due.at(), surroundings);
        turn.hear(due.heard());
        return turn.outcome(before);
    }

    /** Resolves the alerts of rules that are no longer there, and forgets what those had learned. */
    public static Outcome withoutRemoved(SeriesState before, Set<String> ruleNames, String series) {
        if (ruleNames.containsAll(before.open().keySet())
                && ruleNames.containsAll(before.memories().keySet())) {
            return Outcome.unchanged(before);
        }
        SortedMap<String, OpenAlert> open = new TreeMap<>(before.open());
        SortedMap<String, RuleMemory> memories = new TreeMap<>(before.memories());
        memories.keySet().retainAll(ruleNames);
        List<AlertEvent> events = new ArrayList<>();
        before.open().forEach((rule, alert) -> {
            if (!ruleNames.contains(rule)) {
                events.addAll(removed(before, rule, alert, series, before.at(), Reason.RULE_REMOVED));
                open.remove(rule);
            }
        });
        return new Outcome(before.with(before.at(), open, memories), events, List.of(), true);
    }

    /**
     * What is to be told before a series that sends no more is forgotten: all that is open resolves.
     *
     * @param at event time of the decision, not before that of the state
     */
    public static List<AlertEvent> ofGone(SeriesState before, String series, Instant at) {
        List<AlertEvent> events = new ArrayList<>();
        before.open()
                .forEach((rule, alert) -> events.addAll(removed(before, rule, alert, series, at, Reason.SERIES_GONE)));
        return events;
    }

    private static SortedMap<String, RuleMemory> learned(SeriesState before, List<Rule> rules, ProbeMetrics record) {
        SortedMap<String, RuleMemory> memories = new TreeMap<>(before.memories());
        for (Rule rule : rules) {
            RuleMemory known = before.memory(rule.name());
            RuleMemory knows = known.learning(rule.when().learn(known.learned(), record));
            if (knows.isNothing()) {
                memories.remove(rule.name());
            } else if (!knows.equals(known)) {
                memories.put(rule.name(), knows);
            }
        }
        return memories;
    }

    static List<AlertEvent> removed(
            SeriesState before, String rule, OpenAlert alert, String series, Instant at, Reason reason) {
        Sample sample = new Sample(rule, series, at, before.windowEnd(), before.revision(), reason);
        return alert.state().removed(sample).transitions().stream()
                .map(transition -> AlertEvents.ofRemoved(rule, series, transition, alert.card(), before))
                .toList();
    }

    private Evaluation() {}
}
