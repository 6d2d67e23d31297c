package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.state.RuleEngine;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Carries records and the clock's ticks to the {@link RuleEngine} of its task, and the events on. */
final class RuleProcessor implements Processor<String, ProbeMetrics, String, AlertEvent> {
    private static final Duration TICK = Duration.ofMillis(100);

    private static final Duration LOOK_FOR_UNHEARD = Duration.ofSeconds(30);

    /** Often enough for an expiry of hours, and seldom enough to read the whole store. */
    private static final Duration LOOK_FOR_GONE = Duration.ofMinutes(10);

    private final Supplier<List<Rule>> rules;
    private final OpenAlerts.Share open;
    private final UnheardRules unheard;
    private final Duration seriesExpiry;
    private final UnaryOperator<AlertEvent> crossCheck;
    private ProcessorContext<String, AlertEvent> context;
    private RuleEngine engine;
    private List<Rule> inForce;

    /**
     * @param rules those in force now; a list that is not the same as before is a new edition
     * @param unheard is told what the records have
     * @param seriesExpiry after how much event time without a record a series is gone
     * @param crossCheck adds what others say
     */
    RuleProcessor(
            Supplier<List<Rule>> rules,
            OpenAlerts open,
            UnheardRules unheard,
            Duration seriesExpiry,
            UnaryOperator<AlertEvent> crossCheck) {
        this.rules = rules;
        this.unheard = unheard;
        this.open = open.share();
        this.seriesExpiry = seriesExpiry;
        this.crossCheck = crossCheck;
    }

    @Override
    public void init(ProcessorContext<String, AlertEvent> context) {
        this.context = context;
        this.engine = new RuleEngine(
                List.of(), new StoredStates(context.getStateStore(AlertTopology.STATE), open), seriesExpiry);
        this.inForce = null; // a task that is revived begins anew with the processors it had
        // Nothing can be forwarded from here, so what the rules of before left behind is looked at by the first tick.
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(LOOK_FOR_UNHEARD, PunctuationType.WALL_CLOCK_TIME, this::lookForUnheard);
        context.schedule(LOOK_FOR_GONE, PunctuationType.WALL_CLOCK_TIME, at -> forward(engine.forgetGone()));
    }

    @Override
    public void process(Record<String, ProbeMetrics> record) {
        useNewRules();
        if (record.value() != null) {
            forward(engine.hear(record.key(), record.value()));
        }
    }

    @Override
    public void close() {
        open.close();
    }

    private void tick(long wallClock) {
        useNewRules();
        forward(engine.tick(Instant.ofEpochMilli(wallClock)));
    }

    private void lookForUnheard(long wallClock) {
        if (inForce != null) {
            unheard.look(inForce, engine.shapes(), Instant.ofEpochMilli(wallClock));
        }
    }

    private void useNewRules() {
        List<Rule> now = rules.get();
        if (now != inForce) {
            inForce = now;
            forward(engine.use(now));
        }
    }

    /** Stamped with the time of the decision: a receiver looks back by it, and event time may be long past. */
    private void forward(List<AlertEvent> events) {
        for (AlertEvent event : events) {
            context.forward(new Record<>(event.getSeries(), crossCheck.apply(event), context.currentSystemTimeMs()));
        }
    }
}
