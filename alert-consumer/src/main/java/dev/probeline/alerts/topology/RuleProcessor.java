package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.rule.RuleIndex;
import dev.probeline.alerts.core.state.Evaluation;
import dev.probeline.alerts.core.state.Outcome;
import dev.probeline.alerts.core.state.SeriesState;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
    /** Often enough for an expiry of hours, and seldom enough to read the whole store. */
    private static final Duration LOOK_FOR_GONE = Duration.ofMinutes(10);

    private final List<Rule> rules;
    private final OpenAlerts.Share open;
    private final Duration seriesExpiry;
    private RuleIndex index;
    private ProcessorContext<String, AlertEvent> context;
    private KeyValueStore<String, SeriesState> store;
    private Cancellable sweep;
    private Instant newest = Instant.EPOCH;

    /** @param seriesExpiry after how much event time without a record a series is gone */
    RuleProcessor(List<Rule> rules, OpenAlerts open, Duration seriesExpiry) {
        this.rules = rules;
        this.open = open.share();
        this.seriesExpiry = seriesExpiry;
    }

    @Override
    public void init(ProcessorContext<String, AlertEvent> context) {
        this.context = context;
        this.index = new RuleIndex(rules);
        this.store = context.getStateStore(AlertTopology.STATE);
        // Nothing can be forwarded from here, so the first look at what was left behind is a punctuation.
        this.sweep = context.schedule(Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, this::sweep);
        context.schedule(LOOK_FOR_GONE, PunctuationType.WALL_CLOCK_TIME, this::forgetGone);
    }

    @Override
    public void process(Record<String, ProbeMetrics> record) {
        ProbeMetrics metrics = record.value();
        if (metrics == null) {
            return;
        }
        heardOf(metrics.getAsOf());
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
        List<KeyValue<String, SeriesState>> left = stored(state -> {
            heardOf(state.at());
            return !state.open().isEmpty();
        });
        for (KeyValue<String, SeriesState> entry : left) {
            Place place = Place.parse(entry.key);
            Set<String> present = index.rulesFor(place.series(), place.windowMs()).stream()
                    .map(Rule::name)
                    .collect(Collectors.toSet());
            apply(place, Evaluation.withoutRemoved(entry.value, present, place.series()));
        }
    }

    /**
     * Now and then: series that send no more resolve and are forgotten. The wall clock only asks; what ages a series is
     * the event time of the others, so that neither downtime nor a backlog makes it look gone.
     */
    private void forgetGone(long wallClock) {
        Instant oldest = newest.minus(seriesExpiry);
        for (KeyValue<String, SeriesState> entry : stored(state -> state.at().isBefore(oldest))) {
            Place place = Place.parse(entry.key);
            store.delete(entry.key);
            open.now(entry.key, Collections.emptySortedMap());
            forward(place, Evaluation.ofGone(entry.value, place.series(), newest));
        }
    }

    private void heardOf(Instant eventTime) {
        newest = eventTime.isAfter(newest) ? eventTime : newest;
    }

    private List<KeyValue<String, SeriesState>> stored(Predicate<SeriesState> wanted) {
        List<KeyValue<String, SeriesState>> found = new ArrayList<>();
        try (KeyValueIterator<String, SeriesState> all = store.all()) {
            all.forEachRemaining(entry -> {
                if (wanted.test(entry.value)) {
                    found.add(entry);
                }
            });
        }
        return found;
    }

    private void apply(Place place, Outcome outcome) {
        store.put(place.text(), outcome.state());
        open.now(place.text(), outcome.state().open());
        forward(place, outcome.events());
    }

    /** Stamped with the time of the decision: a receiver looks back by it, and event time may be long past. */
    private void forward(Place place, List<AlertEvent> events) {
        for (AlertEvent event : events) {
            context.forward(new Record<>(place.series(), event, context.currentSystemTimeMs()));
        }
    }
}
