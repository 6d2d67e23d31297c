package dev.probeline.alerts.core.state;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.ArrayList;
import java.util.List;

/** Tells records to rules one by one and keeps what was published. */
final class Story {
    private final List<Rule> rules;
    private final List<AlertEvent> events = new ArrayList<>();
    private SeriesState state = SeriesState.NEW;

    Story(Rule... rules) {
        this.rules = List.of(rules);
    }

    Story tell(ProbeMetrics record) {
        Outcome outcome = Evaluation.of(state, rules, Windows.SERIES.toString(), record, Surroundings.NONE);
        state = outcome.state();
        events.addAll(outcome.events());
        return this;
    }

    /** What a process that was killed finds when it comes back. */
    Story restart() {
        state = StateCodec.decode(StateCodec.encode(state));
        return this;
    }

    SeriesState state() {
        return state;
    }

    List<AlertEvent> events() {
        return events;
    }

    /** As in {@code pending condition_met}. */
    List<String> told() {
        return events.stream()
                .map(event -> event.getState() + " " + event.getReason())
                .toList();
    }
}
