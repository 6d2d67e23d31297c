package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Aggregation;
import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Output;
import dev.probeline.aggregator.core.Progress;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together roll-ups whose parts come from several tasks. */
final class MergingProcessor extends ContextualProcessor<byte[], byte[], byte[], ProbeMetrics> implements Output {
    static final String STORE = "roll-ups";
    private static final Logger log = LoggerFactory.getLogger(MergingProcessor.class);

    private final Grid grid;
    private final List<RollUp> rollUps;
    private final Backlog backlog;
    private final AggregatorMeters meters;

    private Aggregation aggregation;
    private Quiet quiet;
    private String topic;
    private Set<Integer> silent = Set.of();

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
        if (Progress.isKey(record.key())) {
            aggregation.hear(Progress.decode(record.value()));
        } else {
            aggregation.merge(record.key(), record.value());
        }
        commitIfBehind();
    }

    private void tick(long nowMs) {
        boolean idle =
                quiet.tick(nowMs) && backlog.isEmpty(topic, context().taskId().partition());
        aggregation.tick(nowMs, idle);
        commitIfBehind();
        tellSilent(aggregation.silentSources());
    }

    private void tellSilent(Set<Integer> now) {
        if (!now.equals(silent)) {
            log.atWarn()
                    .addKeyValue("partitions", now)
                    .log(
                            now.isEmpty()
                                    ? "Roll-ups over several tasks are whole again"
                                    : "Roll-ups over several tasks go on without those of some partitions, which stand still");
            meters.silentSources(now.size() - silent.size());
            silent = now;
        }
    }

    @Override
    public void close() {
        meters.silentSources(-silent.size());
        silent = Set.of();
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
