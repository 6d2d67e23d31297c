package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.silence.Pulse;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Thins the metrics of each series out to a sign of life every few seconds, small enough for one task to hear them all. */
final class PulseProcessor implements Processor<String, ProbeMetrics, String, Pulse> {
    private static final Duration APART = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_GONE = Duration.ofMinutes(10);

    /** Whoever is behind the others for longer is told of anew when it comes back; what was known of it is kept there. */
    private static final Duration KNOWN = Duration.ofHours(1);

    private final Map<String, Pulse> newest = new HashMap<>();
    private final Map<String, Pulse> sent = new HashMap<>();
    private ProcessorContext<String, Pulse> context;

    @Override
    public void init(ProcessorContext<String, Pulse> context) {
        this.context = context;
        forget(Set.copyOf(newest.keySet()));
        context.schedule(LOOK_FOR_GONE, PunctuationType.WALL_CLOCK_TIME, at -> forgetGone());
    }

    @Override
    public void process(Record<String, ProbeMetrics> record) {
        if (record.value() == null) {
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

    private void forgetGone() {
        Instant last = newest.values().stream()
                .map(Pulse::heard)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH)
                .minus(KNOWN);
        forget(newest.entrySet().stream()
                .filter(entry -> entry.getValue().heard().isBefore(last))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    private void forget(Set<String> series) {
        newest.keySet().removeAll(series);
        sent.keySet().removeAll(series);
    }

    /** Of how many series it knows. */
    int known() {
        return newest.size();
    }
}
