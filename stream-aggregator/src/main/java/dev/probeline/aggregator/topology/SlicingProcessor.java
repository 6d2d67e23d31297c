package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Aggregation;
import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Observation;
import dev.probeline.aggregator.core.Output;
import dev.probeline.aggregator.core.Progress;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.aggregator.core.Timeliness;
import dev.probeline.aggregator.core.TrustedClock;
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
    private static final long CURRENT_WITHIN_MS = 2000;

    private final Grid grid;
    private final List<RollUp> rollUps;
    private final int maxSeries;
    private final Backlog backlog;
    private final AggregatorMeters meters;

    private Aggregation aggregation;
    private Quiet quiet;
    private TrustedClock clock;
    /** Whether windows were closed that nobody can read before the next commit. */
    private boolean hasClosed;
    /** Last slice that those who put shares together know to be closed. */
    private long told = Long.MIN_VALUE;

    private long countedSinceTick;
    private long lateSinceTick;
    private int series;

    SlicingProcessor(Grid grid, List<RollUp> rollUps, int maxSeries, Backlog backlog, AggregatorMeters meters) {
        this.grid = grid;
        this.rollUps = rollUps;
        this.maxSeries = maxSeries;
        this.backlog = backlog;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        SliceStore store = context.getStateStore(STORE);
        aggregation = new Aggregation(grid, rollUps, store, this);
        aggregation.limit(maxSeries);
        store.attach(aggregation);
        quiet = new Quiet();
        clock = new TrustedClock(aggregation.reachedMs());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<byte[], Observation> record) {
        quiet.record();
        // On a topic without LogAppendTime the time stamp is the prober's, and may be ahead.
        long nowMs = context().currentSystemTimeMs();
        long arrivalMs = Math.min(record.timestamp(), nowMs);
        clock.arrived(arrivalMs);
        if (aggregation.add(record.key(), record.value(), arrivalMs) == Timeliness.LATE) {
            lateSinceTick++;
        }
        countedSinceTick++;
        commitIfWaitedFor(nowMs - arrivalMs <= CURRENT_WITHIN_MS);
        long aheadMs = record.value().completedAtMs() - arrivalMs;
        if (aheadMs > 0) {
            meters.ahead(record.value().prober(), aheadMs);
        }
    }

    private void tick(long nowMs) {
        count();
        boolean idle = quiet.tick(nowMs)
                && backlog.isEmpty(Topics.RESULTS.name(), context().taskId().partition());
        long trustedMs = clock.at(nowMs, idle);
        aggregation.tick(idle ? Math.max(trustedMs, aggregation.reachedMs()) : nowMs, idle);
        tellProgress();
        commitIfWaitedFor(idle);
        hasClosed = false;
        meters.series(aggregation.series() - series);
        series = aggregation.series();
    }

    /**
     * Commits before the interval is over where more is to be closed after it, or where somebody waits for a window that
     * closed just now. While a backlog is worked off the interval is soon enough.
     */
    private void commitIfWaitedFor(boolean current) {
        if (aggregation.isBehind() || (hasClosed && current)) {
            tellProgress();
            context().commit();
            hasClosed = false;
        }
    }

    private void tellProgress() {
        boolean isPutTogether = rollUps.stream().anyMatch(rollUp -> !rollUp.isLocal());
        if (isPutTogether && aggregation.closed() != told) {
            told = aggregation.closed();
            int source = context().taskId().partition();
            delta(Progress.key(), new Progress(source, told).encode());
        }
    }

    @Override
    public void window(byte[] key, ProbeMetrics metrics) {
        hasClosed |= metrics.getFinal$();
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
