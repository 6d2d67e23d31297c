package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Aggregation;
import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Observation;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.aggregator.core.Timeliness;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Hands one task's records and ticks to its {@link Aggregation}. */
final class SlicingProcessor extends ContextualProcessor<byte[], Observation, byte[], ProbeMetrics> {
    static final String STORE = "slices";
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long LATE_TICK_MS = 1_000;

    private final Grid grid;
    private final List<RollUp> rollUps;
    private final Backlog backlog;
    private final AggregatorMeters meters;

    private Aggregation aggregation;
    private long sinceTick;
    private long countedSinceTick;
    private long lateSinceTick;
    private long lastTickMs;
    private int quietTicks;
    private int series;

    SlicingProcessor(Grid grid, List<RollUp> rollUps, Backlog backlog, AggregatorMeters meters) {
        this.grid = grid;
        this.rollUps = rollUps;
        this.backlog = backlog;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], ProbeMetrics> context) {
        super.init(context);
        SliceStore store = context.getStateStore(STORE);
        aggregation = new Aggregation(grid, rollUps, store, this::publish);
        store.attach(aggregation);
        sinceTick = 0;
        quietTicks = 0;
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<byte[], Observation> record) {
        sinceTick++;
        // On a topic without LogAppendTime the time stamp is the prober's, and may be ahead.
        long arrivalMs = Math.min(record.timestamp(), context().currentSystemTimeMs());
        if (aggregation.add(record.key(), record.value(), arrivalMs) == Timeliness.LATE) {
            lateSinceTick++;
        }
        countedSinceTick++;
        long aheadMs = record.value().completedAtMs() - arrivalMs;
        if (aheadMs > 0) {
            meters.ahead(record.value().prober(), aheadMs);
        }
    }

    private void tick(long nowMs) {
        // Right after a pause the lag is the one from before it; by the second quiet tick in time a poll has renewed
        // it.
        boolean quiet = sinceTick == 0 && nowMs - lastTickMs <= LATE_TICK_MS;
        quietTicks = quiet ? quietTicks + 1 : 0;
        sinceTick = 0;
        lastTickMs = nowMs;
        count();
        aggregation.tick(
                nowMs, quietTicks > 1 && backlog.isEmpty(context().taskId().partition()));
        meters.series(aggregation.series() - series);
        series = aggregation.series();
    }

    private void publish(byte[] key, ProbeMetrics metrics) {
        context().forward(new Record<>(key, metrics, metrics.getAsOf().toEpochMilli()));
        meters.published(metrics);
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
