package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.silence.Pulse;
import dev.probeline.alerts.core.silence.SilenceWatch;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Carries the signs of life of all series and the clock's ticks to the one {@link SilenceWatch}, and the events on. */
final class SilenceProcessor implements Processor<String, Pulse, String, AlertEvent> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_GONE = Duration.ofMinutes(10);

    private final Supplier<List<Rule>> rules;
    private final OpenAlerts.Share open;
    private final Duration seriesExpiry;
    private final UnaryOperator<AlertEvent> crossCheck;
    private ProcessorContext<String, AlertEvent> context;
    private KeyValueStore<String, Pulse> pulses;
    private StoredStates states;
    private SilenceWatch watch;
    private List<Rule> inForce;

    SilenceProcessor(
            Supplier<List<Rule>> rules, OpenAlerts open, Duration seriesExpiry, UnaryOperator<AlertEvent> crossCheck) {
        this.rules = rules;
        this.open = open.share();
        this.seriesExpiry = seriesExpiry;
        this.crossCheck = crossCheck;
    }

    @Override
    public void init(ProcessorContext<String, AlertEvent> context) {
        this.context = context;
        this.pulses = context.getStateStore(AlertTopology.PULSES);
        this.states = new StoredStates(context.getStateStore(AlertTopology.SILENCE), open);
        // A task that is revived begins anew with the processors it had.
        this.watch = null;
        this.inForce = null;
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(
                LOOK_FOR_GONE,
                PunctuationType.WALL_CLOCK_TIME,
                at -> watch().forgetGone().forEach(pulses::delete));
    }

    @Override
    public void process(Record<String, Pulse> record) {
        watch().hear(record.value());
        pulses.put(record.key(), watch().newest(record.key()));
    }

    @Override
    public void close() {
        open.close();
    }

    private void tick(long wallClock) {
        List<Rule> now = rules.get();
        if (now != inForce) {
            inForce = now;
            forward(watch().use(now));
        }
        forward(watch().tick(Instant.ofEpochMilli(wallClock)));
    }

    /** What was kept is heard first. */
    private SilenceWatch watch() {
        if (watch == null) {
            watch = new SilenceWatch(List.of(), states, seriesExpiry);
            try (KeyValueIterator<String, Pulse> kept = pulses.all()) {
                kept.forEachRemaining(entry -> watch.hear(entry.value));
            }
        }
        return watch;
    }

    private void forward(List<AlertEvent> events) {
        for (AlertEvent event : events) {
            context.forward(new Record<>(event.getSeries(), crossCheck.apply(event), context.currentSystemTimeMs()));
        }
    }
}
