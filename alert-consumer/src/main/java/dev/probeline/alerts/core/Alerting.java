package dev.probeline.alerts.core;

import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.silence.Pulse;
import dev.probeline.alerts.core.silence.SilenceWatch;
import dev.probeline.alerts.core.state.RuleEngine;
import dev.probeline.alerts.core.state.States;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the rules do, in one thread and without Kafka: for a replay, a rehearsal and a test. Metrics and the ticks
 * of a clock go in, alert events come out, the same for the same. With ticks each tenth of a second of the metrics' own
 * time it decides as the service would have; without ticks nothing but a record moves an alert, and no silence is told.
 */
public final class Alerting {
    private final RuleEngine engine;
    private final SilenceWatch watch;

    /**
     * @param states of the rules over windows
     * @param silence of the rules about silence
     * @param seriesExpiry after how long without a record a series is gone
     */
    public Alerting(List<Rule> rules, States states, States silence, Duration seriesExpiry) {
        this.engine = new RuleEngine(rules, states, seriesExpiry);
        this.watch = new SilenceWatch(rules, silence, seriesExpiry);
    }

    /** @param series key of the record */
    public List<AlertEvent> hear(String series, ProbeMetrics record) {
        SeriesKey key = SeriesKey.parse(series);
        if (Pulse.isOfOneSeries(key)) {
            watch.hear(Pulse.of(key, record, watch.newest(series)));
        }
        return engine.hear(series, record);
    }

    public List<AlertEvent> tick(Instant wallClock) {
        List<AlertEvent> events = new ArrayList<>(engine.tick(wallClock));
        events.addAll(watch.tick(wallClock));
        return events;
    }

    /** From now on these rules hold. */
    public List<AlertEvent> use(List<Rule> rules) {
        List<AlertEvent> events = new ArrayList<>(engine.use(rules));
        events.addAll(watch.use(rules));
        return events;
    }

    /** Series that send no more resolve and are forgotten. */
    public List<AlertEvent> forgetGone(Instant wallClock) {
        watch.forgetGone(wallClock);
        return engine.forgetGone();
    }
}
