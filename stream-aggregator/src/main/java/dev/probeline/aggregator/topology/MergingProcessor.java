package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Aggregation;
import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Output;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts together roll-ups whose parts come from several tasks. */
final class MergingProcessor extends ContextualProcessor<byte[], byte[], byte[], ProbeMetrics> implements Output {
    static final String STORE = "roll-ups";

    private final Grid grid;
    private final List<RollUp> rollUps;
    private final Backlog backlog;
    private final AggregatorMeters meters;

    private Aggregation aggregation;
    private Quiet quiet;
    private String topic;

    MergingProcessor(Grid grid, List<RollUp> rollUps, Backlog backlog, AggregatorMeters meters) {
        this.grid = grid.forDeltas();
        this.rollUps = rollUps;
        this.backlog = backlog;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], ProbeMetrics> context) {
        super.init(context);
        SliceStore store = context.getStateStore(STORE);
        aggregation = Aggregation.ofDeltas(grid, rollUps, store, this);
        store.attach(aggregation);
        quiet = new Quiet();
        topic = context.applicationId() + "-" + AggregatorTopology.DELTAS_TOPIC;
        context.schedule(SlicingProcessor.TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        quiet.record();
        aggregation.merge(
                record.key(),
                record.value(),
                Math.min(record.timestamp(), context().currentSystemTimeMs()));
        commitIfBehind();
    }

    private void tick(long nowMs) {
        boolean idle =
                quiet.tick(nowMs) && backlog.isEmpty(topic, context().taskId().partition());
        aggregation.tick(nowMs, idle);
        commitIfBehind();
    }

    private void commitIfBehind() {
        if (aggregation.isBehind()) {
            context().commit();
        }
    }

    @Override
    public void window(byte[] key, ProbeMetrics metrics) {
        context().forward(new Record<>(key, metrics, metrics.getAsOf().toEpochMilli()));
        meters.published(metrics);
    }
}
