package dev.probeline.alerts.core;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.silence.Pulse;
import dev.probeline.alerts.core.silence.SilenceWatch;
import dev.probeline.alerts.core.state.HeapStates;
import dev.probeline.alerts.core.state.RuleEngine;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Everything the rules do, in one thread and without Kafka: for a replay, a rehearsal and a test. It has the tasks of the
 * service, and each can be restarted: what it keeps is what the changelogs would hold. Metrics and the ticks of a clock
 * go in, alert events come out, the same for the same. With ticks each tenth of a second of the metrics' own time it
 * decides as the service would have; without ticks nothing but a record moves an alert, and no silence is told.
 */
public final class Alerting {
    /** As many as the service has: what a task knows of a series' neighbours ends where the task ends. */
    private static final int TASKS = Topics.METRICS.partitions();

    /** The first of the tasks has the watch over silence too. */
    private static final int WATCHING = 0;

    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    private final Duration seriesExpiry;
    private final List<HeapStates> states = new ArrayList<>();
    private final HeapStates silence;
    private final Map<String, Pulse> pulses = new TreeMap<>();
    private final List<RuleEngine> engines = new ArrayList<>();
    private SilenceWatch watch;
    private Instant lookedAround = Instant.MIN;
    private List<Rule> rules;

    /** @param seriesExpiry after how long without a record a series is gone */
    public Alerting(List<Rule> rules, Duration seriesExpiry) {
        this.rules = rules;
        this.seriesExpiry = seriesExpiry;
        this.silence = new HeapStates();
        for (int task = 0; task < TASKS; task++) {
            states.add(new HeapStates());
            engines.add(new RuleEngine(rules, states.get(task), seriesExpiry));
        }
        this.watch = new SilenceWatch(rules, silence, seriesExpiry);
    }

    private Alerting(Alerting other) {
        this.rules = other.rules;
        this.seriesExpiry = other.seriesExpiry;
        this.silence = other.silence.copy();
        for (int task = 0; task < TASKS; task++) {
            states.add(other.states.get(task).copy());
            engines.add(new RuleEngine(rules, states.get(task), seriesExpiry));
        }
        pulses.putAll(other.pulses);
        this.watch = new SilenceWatch(rules, silence, seriesExpiry);
        pulses.values().forEach(watch::hear);
    }

    /** What would start anew from the changelogs as they are now. */
    public Alerting copy() {
        return new Alerting(this);
    }

    /** Which task decides about the series, from 0. */
    public static int taskOf(String series) {
        return SeriesPartitioner.partition(series, TASKS);
    }

    /** These tasks die and begin anew, on another instance or this one, from their changelogs. */
    public List<AlertEvent> restart(IntPredicate tasks) {
        List<AlertEvent> events = new ArrayList<>();
        for (int task = 0; task < TASKS; task++) {
            if (tasks.test(task)) {
                RuleEngine engine = new RuleEngine(List.of(), states.get(task), seriesExpiry);
                engines.set(task, engine);
                events.addAll(engine.use(rules));
            }
        }
        if (tasks.test(WATCHING)) {
            watch = new SilenceWatch(rules, silence, seriesExpiry);
            pulses.values().forEach(watch::hear);
        }
        return events;
    }

    /** @param series key of the record */
    public List<AlertEvent> hear(String series, ProbeMetrics record) {
        Pulse before = watch.newest(series);
        SeriesKey key = before == null ? SeriesKey.parse(series) : before.series();
        if (Pulse.isOfOneSeries(key)) {
            watch.hear(Pulse.of(key, record, before));
            pulses.put(series, watch.newest(series));
        }
        return engines.get(taskOf(series)).hear(series, record);
    }

    public List<AlertEvent> tick(Instant wallClock) {
        return tick(wallClock, task -> true);
    }

    /** Of these tasks only; the others are not there just now. */
    public List<AlertEvent> tick(Instant wallClock, IntPredicate tasks) {
        List<AlertEvent> events = new ArrayList<>();
        for (int task = 0; task < TASKS; task++) {
            if (tasks.test(task)) {
                events.addAll(engines.get(task).tick(wallClock));
            }
        }
        if (tasks.test(WATCHING) && !lookedAround.isAfter(wallClock.minus(LOOK_AROUND))) {
            lookedAround = wallClock;
            events.addAll(watch.tick(wallClock));
        }
        return events;
    }

    /** From now on these rules hold. */
    public List<AlertEvent> use(List<Rule> rules) {
        this.rules = rules;
        List<AlertEvent> events = new ArrayList<>();
        engines.forEach(engine -> events.addAll(engine.use(rules)));
        events.addAll(watch.use(rules));
        return events;
    }

    /** Series that send no more resolve and are forgotten. */
    public List<AlertEvent> forgetGone() {
        watch.forgetGone().forEach(pulses::remove);
        List<AlertEvent> events = new ArrayList<>();
        engines.forEach(engine -> events.addAll(engine.forgetGone()));
        return events;
    }
}
