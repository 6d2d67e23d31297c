package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Aggregation;
import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Observation;
import dev.probeline.aggregator.core.Output;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.aggregator.core.Timeliness;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Hands one task's records and ticks to its {@link Aggregation}. */
final class SlicingProcessor extends ContextualProcessor<byte[], Observation, byte[], Object> implements Output {
    static final String STORE = "slices";
    static final Duration TICK = Duration.ofMillis(100);

    private final Grid grid;
    private final List<RollUp> rollUps;
    private final Backlog backlog;
    private final AggregatorMeters meters;

    private Aggregation aggregation;
    private Quiet quiet;
    private long countedSinceTick;
    private long lateSinceTick;
    private int series;

    SlicingProcessor(Grid grid, List<RollUp> rollUps, Backlog backlog, AggregatorMeters meters) {
        this.grid = grid;
        this.rollUps = rollUps;
        this.backlog = backlog;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        SliceStore store = context.getStateStore(STORE);
        aggregation = new Aggregation(grid, rollUps, store, this);
        store.attach(aggregation);
        quiet = new Quiet();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<byte[], Observation> record) {
        quiet.record();
        // On a topic without LogAppendTime the time stamp is the prober's, and may be ahead.
        long arrivalMs = Math.min(record.timestamp(), context().currentSystemTimeMs());
        if (aggregation.add(record.key(), record.value(), arrivalMs) == Timeliness.LATE) {
            lateSinceTick++;
        }
        countedSinceTick++;
        commitIfBehind();
        long aheadMs = record.value().completedAtMs() - arrivalMs;
        if (aheadMs > 0) {
            meters.ahead(record.value().prober(), aheadMs);
        }
    }

    private void tick(long nowMs) {
        count();
        boolean idle = quiet.tick(nowMs)
                && backlog.isEmpty(Topics.RESULTS.name(), context().taskId().partition());
        aggregation.tick(nowMs, idle);
        commitIfBehind();
        meters.series(aggregation.series() - series);
        series = aggregation.series();
    }

    private void commitIfBehind() {
        if (aggregation.isBehind()) {
            context().commit();
        }
    }

    @Override
    public void window(byte[] key, ProbeMetrics metrics) {
        context().forward(new Record<>(key, metrics, metrics.getAsOf().toEpochMilli()), AggregatorTopology.METRICS);
        meters.published(metrics);
    }

    @Override
    public void delta(byte[] rollUp, byte[] delta) {
        context().forward(new Record<>(rollUp, delta, context().currentSystemTimeMs()), AggregatorTopology.DELTAS);
    }

    private void count() {
        meters.counted(countedSinceTick, lateSinceTick);
        countedSinceTick = 0;
        lateSinceTick = 0;
    }

    @Override
    public void close() {
        count();
        meters.series(-series);
        series = 0;
    }
}
