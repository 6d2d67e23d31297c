package dev.probeline.quickstart;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a downstream team would know from {@code probe-metrics}: the highest revision of every window of a series. */
final class MetricsReader implements AutoCloseable {
    /** One attempt as it was sent. */
    record Sample(Instant at, double latencyMs) {}

    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 0.999};

    private record Window(SeriesKey series, long sizeMs, Instant end) {}

    private final KafkaSettings settings;
    private final KafkaConsumer<String, ProbeMetrics> consumer;
    private final Map<Window, ProbeMetrics> windows = new HashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private long records;

    MetricsReader(KafkaSettings settings) {
        this.settings = settings;
        Map<String, Object> properties = settings.consumer("metrics-reader", "");
        consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), ValueSerde.deserializer(properties, ProbeMetrics.class));
        consumer.assign(consumer.partitionsFor(Topics.METRICS.name()).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Reads what has come of single series. */
    MetricsReader poll() {
        for (ConsumerRecord<String, ProbeMetrics> record : consumer.poll(Duration.ofMillis(200))) {
            records++;
            ProbeMetrics m = record.value();
            if (m.getRegion().equals(SeriesKey.ALL)) {
                continue;
            }
            Window window = new Window(SeriesKey.parse(record.key()), m.getWindowSizeMs(), m.getWindowEnd());
            ProbeMetrics before = windows.put(window, m);
            int expected = before == null ? 0 : before.getRevision() + 1;
            if (m.getRevision() != expected) {
                gaps.add(window + ": revision " + m.getRevision() + " (expected: " + expected + ")");
            }
        }
        return this;
    }

    /** Revisions that were not the next one of their window. */
    List<String> gaps() {
        return gaps;
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
    double worstErrorOfMergedSketches(Map<SeriesKey, List<Sample>> sent) {
        double worst = error(merge(window -> true), exact(sent.values(), sample -> true));
        for (Map.Entry<SeriesKey, List<Sample>> series : sent.entrySet()) {
            DDSketch own = merge(window -> window.series.equals(series.getKey()));
            worst = Math.max(worst, error(own, exact(List.of(series.getValue()), sample -> true)));
        }
        return worst;
    }

    /** Of p50 … p999 as published in every window of a size, against the exact order statistics of what was sent in it. */
    double worstErrorOfWindows(long sizeMs, Map<SeriesKey, List<Sample>> sent) {
        double worst = 0;
        for (ProbeMetrics m : windows.values()) {
            if (m.getWindowSizeMs() == sizeMs && m.getAttempts() > 0) {
                SeriesKey key = new SeriesKey(
                        m.getProvider(),
                        m.getModel(),
                        m.getEndpoint(),
                        m.getRegion(),
                        m.getTarget(),
                        m.getApiKeyAlias());
                List<Double> sorted = exact(
                        List.of(sent.get(key)),
                        sample -> !sample.at.isBefore(m.getWindowStart()) && sample.at.isBefore(m.getWindowEnd()));
                Distribution d = m.getLatencyMs();
                double[] published = {d.getP50(), d.getP95(), d.getP99(), d.getP999()};
                for (int i = 0; i < QUANTILES.length; i++) {
                    worst = Math.max(worst, error(published[i], QUANTILES[i], sorted));
                }
            }
        }
        return worst;
    }

    private DDSketch merge(Predicate<Window> which) {
        DDSketch merged = null;
        for (Map.Entry<Window, ProbeMetrics> entry : windows.entrySet()) {
            ByteBuffer bytes = entry.getValue().getLatencyMs().getSketch();
            if (entry.getKey().sizeMs == 1_000 && bytes != null && which.test(entry.getKey())) {
                DDSketch sketch = decode(bytes);
                if (merged == null) {
                    merged = sketch;
                } else {
                    merged.mergeWith(sketch);
                }
            }
        }
        return merged;
    }

    private static List<Double> exact(Collection<List<Sample>> samples, Predicate<Sample> which) {
        return samples.stream()
                .flatMap(List::stream)
                .filter(which)
                .map(Sample::latencyMs)
                .sorted()
                .toList();
    }

    private static double error(DDSketch sketch, List<Double> sorted) {
        double worst = 0;
        for (double q : QUANTILES) {
            worst = Math.max(worst, error(sketch.getValueAtQuantile(q), q, sorted));
        }
        return worst;
    }

    private static double error(double published, double q, List<Double> sorted) {
        double truth = sorted.get((int) (q * (sorted.size() - 1)));
        return Math.abs(published - truth) / truth;
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

    /** Committed ones; the offsets would count the marks of transactions too. */
    int deadLetters() {
        TopicPartition only = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);
        int letters = 0;
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                settings.consumer("dead-letters", ""), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(only));
            reader.seekToBeginning(List.of(only));
            long end = reader.endOffsets(List.of(only)).get(only);
            while (reader.position(only) < end) {
                letters += reader.poll(Duration.ofMillis(200)).count();
            }
        }
        return letters;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
