package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Label;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks the rules of a series about a record. Pure: the same records in the same order decide the same. */
public final class Evaluation {
    /**
     * @param before {@link SeriesState#NEW} for a series not seen yet
     * @param rules those that cover the series and the window size
     */
    public static Outcome of(SeriesState before, List<Rule> rules, String series, ProbeMetrics record) {
        if (!before.isNewsTo(record)) {
            return Outcome.unchanged(before);
        }
        Instant at = record.getAsOf().isAfter(before.at()) ? record.getAsOf() : before.at();
        SortedMap<String, OpenAlert> open = new TreeMap<>(before.open());
        List<AlertEvent> events = new ArrayList<>();
        for (Rule rule : rules) {
            OpenAlert alert = open.get(rule.name());
            AlertState state = alert == null ? Inactive.INSTANCE : alert.state();
            Step step = Moves.move(state, rule, series, record, at);
            if (step.transitions().isEmpty()) {
                if (alert != null) {
                    open.put(rule.name(), new OpenAlert(step.state(), alert.card()));
                }
                continue;
            }
            RuleCard card = card(rule, series, record);
            for (Transition transition : step.transitions()) {
                events.add(AlertEvents.of(rule.name(), series, transition, card, record, rule.when()));
            }
            remember(open, rule.name(), step.state(), card);
        }
        return new Outcome(before.seen(record, at, open), events, true);
    }

    /** Resolves the alerts of rules that are no longer there. */
    public static Outcome withoutRemoved(SeriesState before, Set<String> ruleNames, String series) {
        if (ruleNames.containsAll(before.open().keySet())) {
            return Outcome.unchanged(before);
        }
        SortedMap<String, OpenAlert> open = new TreeMap<>(before.open());
        List<AlertEvent> events = new ArrayList<>();
        before.open().forEach((rule, alert) -> {
            if (!ruleNames.contains(rule)) {
                events.addAll(removed(before, rule, alert, series, before.at(), Reason.RULE_REMOVED));
                open.remove(rule);
            }
        });
        return new Outcome(before.keeping(open), events, true);
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

    private static List<AlertEvent> removed(
            SeriesState before, String rule, OpenAlert alert, String series, Instant at, Reason reason) {
        Sample sample = new Sample(rule, series, at, before.windowEnd(), before.revision(), reason);
        return alert.state().removed(sample).transitions().stream()
                .map(transition -> AlertEvents.ofRemoved(rule, series, transition, alert.card(), before))
                .toList();
    }

    private static void remember(SortedMap<String, OpenAlert> open, String rule, AlertState state, RuleCard card) {
        if (state instanceof Inactive) {
            open.remove(rule);
        } else {
            open.put(rule, new OpenAlert(state, card));
        }
    }

    private static RuleCard card(Rule rule, String series, ProbeMetrics record) {
        Map<String, String> labels = Label.texts(SeriesKey.parse(series));
        return RuleCard.of(rule, labels, Annotations.fill(rule, labels, record));
    }

    private Evaluation() {}
}
