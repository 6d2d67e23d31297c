package dev.probeline.quickstart;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a downstream team would know from {@code probe-metrics}: the highest revision of every window. */
final class MetricsReader implements AutoCloseable {
    private record Window(SeriesKey series, long sizeMs, Instant end) {}

    private final KafkaConsumer<String, ProbeMetrics> consumer;
    private final Map<Window, ProbeMetrics> windows = new HashMap<>();
    private long records;

    MetricsReader(KafkaSettings settings) {
        Map<String, Object> properties = settings.consumer("metrics-reader", "");
        consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), ValueSerde.deserializer(properties, ProbeMetrics.class));
        consumer.assign(consumer.partitionsFor(Topics.METRICS.name()).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Reads what has come. A revision that is not the next one of its window fails. */
    MetricsReader poll() {
        for (ConsumerRecord<String, ProbeMetrics> record : consumer.poll(Duration.ofMillis(200))) {
            records++;
            ProbeMetrics m = record.value();
            Window window = new Window(SeriesKey.parse(record.key()), m.getWindowSizeMs(), m.getWindowEnd());
            ProbeMetrics before = windows.put(window, m);
            int expected = before == null ? 0 : before.getRevision() + 1;
            if (m.getRevision() != expected) {
                throw new AssertionError(window + ": revision " + m.getRevision() + " (expected: " + expected + ")");
            }
        }
        return this;
    }

    long records() {
        return records;
    }

    /** Attempts by series over all windows of a size that do not overlap. */
    Map<SeriesKey, Long> attempts(long sizeMs) {
        Map<SeriesKey, Long> sums = new HashMap<>();
        windows.forEach((window, metrics) -> {
            if (window.sizeMs == sizeMs) {
                sums.merge(window.series, metrics.getAttempts(), Long::sum);
            }
        });
        return sums;
    }

    /** Of p50 … p999 of the merged one-second sketches, by series and over all, against the exact order statistics. */
    double worstRelativeError(Map<SeriesKey, List<Double>> exact) {
        double worst = error(windows.keySet().stream().toList(), exact.values());
        for (Map.Entry<SeriesKey, List<Double>> series : exact.entrySet()) {
            List<Window> own = windows.keySet().stream()
                    .filter(w -> w.series.equals(series.getKey()))
                    .toList();
            worst = Math.max(worst, error(own, List.of(series.getValue())));
        }
        return worst;
    }

    private double error(List<Window> of, Collection<List<Double>> exact) {
        DDSketch merged = null;
        for (Window window : of) {
            ByteBuffer bytes = windows.get(window).getLatencyMs().getSketch();
            if (window.sizeMs == 1_000 && bytes != null) {
                DDSketch sketch = decode(bytes);
                if (merged == null) {
                    merged = sketch;
                } else {
                    merged.mergeWith(sketch);
                }
            }
        }
        List<Double> sorted = exact.stream().flatMap(List::stream).sorted().toList();
        double worst = 0;
        for (double q : new double[] {0.5, 0.95, 0.99, 0.999}) {
            double truth = sorted.get((int) (q * (sorted.size() - 1)));
            worst = Math.max(worst, Math.abs(merged.getValueAtQuantile(q) - truth) / truth);
        }
        return worst;
    }

    private static DDSketch decode(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            return DDSketch.decode(ByteArrayInput.wrap(copy), UnboundedSizeDenseStore::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long deadLetters() {
        TopicPartition only = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);
        return consumer.endOffsets(List.of(only)).get(only);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
