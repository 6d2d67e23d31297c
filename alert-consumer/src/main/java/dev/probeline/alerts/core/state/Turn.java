package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Label;
import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules of one series hearing one record, one after another, at one event time. */
final class Turn {
    private final SeriesState before;
    private final String series;
    private final ProbeMetrics record;
    private final Instant at;
    private final Surroundings surroundings;
    private final SortedMap<String, RuleMemory> memories;
    private final List<AlertEvent> events = new ArrayList<>();
    private final List<Due> due = new ArrayList<>();
    private SortedMap<String, OpenAlert> open;

    /** @param memories that have learned of the record already */
    Turn(
            SeriesState before,
            SortedMap<String, RuleMemory> memories,
            String series,
            ProbeMetrics record,
            Instant at,
            Surroundings surroundings) {
        this.before = before;
        this.series = series;
        this.record = record;
        this.at = at;
        this.surroundings = surroundings;
        this.memories = memories;
        this.open = before.open();
    }

    void hear(Rule rule) {
        hear(Heard.of(rule, record, memory(rule)));
    }

    void hear(Heard heard) {
        Rule rule = heard.rule();
        OpenAlert alert = open.get(rule.name());
        if (alert == null && heard.reading() == Reading.CLEAR) {
            return; // by far the most frequent
        }
        Timing timing = Timing.of(rule, memory(rule).at(at).flapping());
        AlertState state = alert == null ? Inactive.INSTANCE : alert.state();
        Step step = Moves.move(state, heard, timing, series, record, at);
        if (!step.transitions().isEmpty()) {
            tell(heard, step);
        } else if (alert != null && !step.state().equals(state)) {
            changed().put(rule.name(), new OpenAlert(step.state(), alert.card()));
        }
        deadline(step.state(), heard.reading(), timing)
                .filter(deadline -> deadline.isAfter(at))
                .ifPresent(deadline -> due.add(new Due(deadline, heard)));
    }

    Outcome outcome(SeriesState seen) {
        return new Outcome(seen.with(at, open, memories), events, due, true);
    }

    private void tell(Heard heard, Step step) {
        Rule rule = heard.rule();
        remember(rule, step);
        Map<String, String> labels = Label.texts(SeriesKey.parse(series));
        Blame blame = surroundings.blame(rule, series, record);
        RuleCard card = RuleCard.of(rule, labels, Annotations.fill(heard, labels, record, blame));
        for (Transition transition : step.transitions()) {
            events.add(AlertEvents.of(series, transition, card, record, heard, blame)
                    .setFlapping(memory(rule).flapping())
                    .build());
        }
        if (step.state() instanceof Inactive) {
            changed().remove(rule.name());
        } else {
            changed().put(rule.name(), new OpenAlert(step.state(), card));
        }
    }

    private void remember(Rule rule, Step step) {
        RuleMemory memory = memory(rule).at(at);
        for (Transition transition : step.transitions()) {
            memory = transition.beginsToFire() ? memory.firedAt(transition.at()) : memory;
        }
        if (memory.isNothing()) {
            memories.remove(rule.name());
        } else {
            memories.put(rule.name(), memory);
        }
    }

    private RuleMemory memory(Rule rule) {
        return memories.getOrDefault(rule.name(), RuleMemory.NONE);
    }

    /** Copied once something changes: in nearly every turn nothing does. */
    private SortedMap<String, OpenAlert> changed() {
        if (open == before.open()) {
            open = new TreeMap<>(before.open());
        }
        return open;
    }

    private static Optional<Instant> deadline(AlertState state, Reading reading, Timing timing) {
        if (reading == Reading.MET && state instanceof Pending pending) {
            return Optional.of(pending.incident().began().plus(timing.pendingFor()));
        }
        if (reading == Reading.CLEAR && state instanceof Recovering recovering) {
            return Optional.of(recovering.since().plus(timing.keepFiringFor()));
        }
        return Optional.empty();
    }
}
