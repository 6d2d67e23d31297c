package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.rule.RuleIndex;
import dev.probeline.alerts.core.state.Evaluation;
import dev.probeline.alerts.core.state.Outcome;
import dev.probeline.alerts.core.state.SeriesState;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Carries the state of a series to its evaluation and back, and the events on. */
final class RuleProcessor implements Processor<String, ProbeMetrics, String, AlertEvent> {
    private final List<Rule> rules;
    private final OpenAlerts.Share open;
    private RuleIndex index;
    private ProcessorContext<String, AlertEvent> context;
    private KeyValueStore<String, SeriesState> store;
    private Cancellable sweep;

    RuleProcessor(List<Rule> rules, OpenAlerts open) {
        this.rules = rules;
        this.open = open.share();
    }

    @Override
    public void init(ProcessorContext<String, AlertEvent> context) {
        this.context = context;
        this.index = new RuleIndex(rules);
        this.store = context.getStateStore(AlertTopology.STATE);
        // Nothing can be forwarded from here, so the first look at what was left behind is a punctuation.
        this.sweep = context.schedule(Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<String, ProbeMetrics> record) {
        ProbeMetrics metrics = record.value();
        if (metrics == null) {
            return;
        }
        List<Rule> matching = index.rulesFor(record.key(), metrics.getWindowSizeMs());
        if (matching.isEmpty()) {
            return;
        }
        Place place = new Place(record.key(), metrics.getWindowSizeMs());
        SeriesState stored = store.get(place.text());
        SeriesState before = stored == null ? SeriesState.NEW : stored;
        Outcome outcome = Evaluation.of(before, matching, record.key(), metrics);
        if (outcome.changed()) {
            apply(place, outcome);
        }
    }

    @Override
    public void close() {
        open.close();
    }

    /** Once, at the start: alerts of rules that are gone resolve, those that stay are counted. */
    private void sweep(long wallClock) {
        sweep.cancel();
        List<KeyValue<String, SeriesState>> left = new ArrayList<>();
        try (KeyValueIterator<String, SeriesState> all = store.all()) {
            all.forEachRemaining(entry -> {
                if (!entry.value.open().isEmpty()) {
                    left.add(entry);
                }
            });
        }
        for (KeyValue<String, SeriesState> entry : left) {
            Place place = Place.parse(entry.key);
            Set<String> present = index.rulesFor(place.series(), place.windowMs()).stream()
                    .map(Rule::name)
                    .collect(Collectors.toSet());
            apply(place, Evaluation.withoutRemoved(entry.value, present, place.series()));
        }
    }

    private void apply(Place place, Outcome outcome) {
        store.put(place.text(), outcome.state());
        open.now(place.text(), outcome.state().open());
        for (AlertEvent event : outcome.events()) {
            context.forward(new Record<>(place.series(), event, event.getAt().toEpochMilli()));
        }
    }
}
