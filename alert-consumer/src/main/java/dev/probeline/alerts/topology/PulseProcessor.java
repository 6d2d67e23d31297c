package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.silence.Pulse;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Thins the metrics of each series out to a sign of life every few seconds, small enough for one task to hear them all. */
final class PulseProcessor implements Processor<String, ProbeMetrics, String, Pulse> {
    private static final Duration APART = Duration.ofSeconds(5);

    private final Map<String, Pulse> newest = new HashMap<>();
    private final Map<String, Pulse> sent = new HashMap<>();
    private ProcessorContext<String, Pulse> context;

    @Override
    public void init(ProcessorContext<String, Pulse> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, ProbeMetrics> record) {
        if (record.value() == null) {
            newest.remove(record.key());
            sent.remove(record.key());
            return;
        }
        Pulse before = newest.get(record.key());
        SeriesKey key = before == null ? SeriesKey.parse(record.key()) : before.series();
        if (!Pulse.isOfOneSeries(key)) {
            return;
        }
        Pulse now = Pulse.of(key, record.value(), before);
        newest.put(record.key(), now);
        Pulse last = sent.get(record.key());
        if (last == null
                || Duration.between(last.heard(), now.heard()).compareTo(APART) >= 0
                || Duration.between(last.attempt(), now.attempt()).compareTo(APART) >= 0) {
            sent.put(record.key(), now);
            context.forward(record.withValue(now));
        }
    }
}
