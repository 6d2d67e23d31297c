package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.rule.RuleIndex;
import dev.probeline.alerts.core.rule.Shape;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All rules over all series, without Kafka: records and the ticks of a clock go in, alert events come out. The same
 * records and ticks in the same order give the same events, ids and times. Not for use by several threads.
 */
public final class RuleEngine {
    private final States states;
    private final Neighbourhood neighbourhood = new Neighbourhood();
    private final Waiting waiting = new Waiting();
    private final Duration seriesExpiry;
    private RuleIndex index;
    private Instant newest = Instant.EPOCH;

    /** @param seriesExpiry after how much event time without a record a series is gone */
    public RuleEngine(List<Rule> rules, States states, Duration seriesExpiry) {
        this.states = states;
        this.seriesExpiry = seriesExpiry;
        this.index = new RuleIndex(rules);
    }

    /** @param series key of the record */
    public List<AlertEvent> hear(String series, ProbeMetrics record) {
        heardOf(record.getAsOf());
        List<Rule> matching = index.rulesFor(series, record.getWindowSizeMs());
        if (matching.isEmpty()) {
            return List.of();
        }
        Place place = new Place(series, record.getWindowSizeMs());
        SeriesState before = states.get(place);
        Outcome outcome = Evaluation.of(before, matching, series, record, neighbourhood);
        if (outcome.changed()) {
            states.put(place, outcome.state());
        }
        if (before.isNewsTo(record)) {
            neighbourhood.note(series, record, outcome.state().open().keySet());
            waiting.on(place, record, outcome.due());
        }
        return outcome.events();
    }

    /** What the records heard under these rules had. */
    public Set<Shape> shapes() {
        return index.shapes();
    }

    /** What {@code for} and {@code keep_firing_for} waited for and nothing spoke against, up to now. */
    public List<AlertEvent> tick(Instant wallClock) {
        List<AlertEvent> events = new ArrayList<>();
        for (Waiting.Turned turned : waiting.until(wallClock)) {
            for (Due due : turned.due()) {
                Outcome outcome = Evaluation.ofDue(
                        states.get(turned.place()), due, turned.place().series(), turned.record(), neighbourhood);
                states.put(turned.place(), outcome.state());
                events.addAll(outcome.events());
            }
        }
        return events;
    }

    /** From now on these rules hold: alerts of rules that are gone resolve, the others go on. */
    public List<AlertEvent> use(List<Rule> rules) {
        index = new RuleIndex(rules);
        waiting.clear();
        Map<Place, SeriesState> left = new LinkedHashMap<>();
        states.forEach((place, state) -> {
            heardOf(state.at());
            if (!state.open().isEmpty() || !state.memories().isEmpty()) {
                left.put(place, state);
            }
        });
        List<AlertEvent> events = new ArrayList<>();
        left.forEach((place, state) -> {
            Set<String> present = index.rulesFor(place.series(), place.windowMs()).stream()
                    .map(Rule::name)
                    .collect(Collectors.toSet());
            Outcome outcome = Evaluation.withoutRemoved(state, present, place.series());
            if (outcome.changed()) {
                states.put(place, outcome.state());
                events.addAll(outcome.events());
            }
        });
        return events;
    }

    /**
     * Series that send no more resolve and are forgotten. What ages a series is the event time of the others, so that
     * neither downtime nor a backlog makes it look gone.
     */
    public List<AlertEvent> forgetGone() {
        Instant oldest = newest.minus(seriesExpiry);
        Map<Place, SeriesState> gone = new LinkedHashMap<>();
        states.forEach((place, state) -> {
            if (state.at().isBefore(oldest)) {
                gone.put(place, state);
            }
        });
        List<AlertEvent> events = new ArrayList<>();
        gone.forEach((place, state) -> {
            states.delete(place);
            waiting.forget(place);
            neighbourhood.forget(place);
            events.addAll(Evaluation.ofGone(state, place.series(), newest));
        });
        return events;
    }

    private void heardOf(Instant eventTime) {
        newest = eventTime.isAfter(newest) ? eventTime : newest;
    }
}
