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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a downstream team would know from {@code probe-metrics}: the highest revision of every window of a series. */
final class MetricsReader implements AutoCloseable {
    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 0.999};

    record Window(SeriesKey series, long sizeMs, Instant end) {}

    private final KafkaSettings settings;
    private final KafkaConsumer<String, ProbeMetrics> consumer;
    private final Map<Window, ProbeMetrics> windows = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
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

    MetricsReader poll() {
        return poll(Duration.ofMillis(200));
    }

    /** @param atMost how long to wait for the first record */
    MetricsReader poll(Duration atMost) {
        for (ConsumerRecord<String, ProbeMetrics> record : consumer.poll(atMost)) {
            records++;
            ProbeMetrics now = record.value();
            Window window = new Window(SeriesKey.parse(record.key()), now.getWindowSizeMs(), now.getWindowEnd());
            ProbeMetrics before = windows.put(window, now);
            int expected = before == null ? 0 : before.getRevision() + 1;
            if (now.getRevision() != expected) {
                faults.add(window + ": revision " + now.getRevision() + " (expected: " + expected + ")");
            }
            if (before != null && before.getFinal$() && !now.getFinal$()) {
                faults.add(window + ": open again after revision " + before.getRevision());
            }
            if (before != null && before.getAttempts() > now.getAttempts()) {
                faults.add(window + ": " + now.getAttempts() + " attempts in revision " + now.getRevision() + " after "
                        + before.getAttempts());
            }
        }
        return this;
    }

    /** Revisions that were not the next one of their window, and those that took back what was said before. */
    List<String> faults() {
        return faults;
    }

    long records() {
        return records;
    }

    /** Windows that are yet to be published for good. */
    List<Window> open() {
        return windows.entrySet().stream()
                .filter(entry -> !entry.getValue().getFinal$())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Attempts by series over all final windows of a size that do not overlap. */
    Map<SeriesKey, Long> attempts(long sizeMs) {
        Map<SeriesKey, Long> sums = new HashMap<>();
        windows.forEach((window, metrics) -> {
            boolean counts = !isRollUp(window.series)
                    && metrics.getFinal$()
                    && window.sizeMs == sizeMs
                    && window.end.toEpochMilli() % sizeMs == 0
                    && metrics.getAttempts() > 0;
            if (counts) {
                sums.merge(window.series, metrics.getAttempts(), Long::sum);
            }
        });
        return sums;
    }

    /** Every window of a series as it was published last. */
    List<ProbeMetrics> windows(SeriesKey series) {
        return windows.entrySet().stream()
                .filter(entry -> entry.getKey().series.equals(series))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Final windows of some series that do not count what was sent in them. */
    List<String> wrongCounts(SentResults sent, Collection<SeriesKey> of) {
        List<String> wrong = new ArrayList<>();
        windows.forEach((window, metrics) -> {
            if (of.contains(window.series) && metrics.getFinal$()) {
                long truth = sent.count(window.series, metrics.getWindowStart(), window.end);
                if (truth != metrics.getAttempts()) {
                    wrong.add(window + ": " + metrics.getAttempts() + " attempts (sent: " + truth + ")");
                }
            }
        });
        return wrong;
    }

    /** Final windows over all regions that are not the sum of those of their members. */
    List<String> wrongRollUps() {
        Map<Window, Long> sums = new HashMap<>();
        windows.forEach((window, metrics) -> {
            if (!isRollUp(window.series)) {
                for (SeriesKey rollUp : rollUps(window.series)) {
                    sums.merge(new Window(rollUp, window.sizeMs, window.end), metrics.getAttempts(), Long::sum);
                }
            }
        });
        List<String> wrong = new ArrayList<>();
        windows.forEach((window, metrics) -> {
            if (isRollUp(window.series)
                    && metrics.getFinal$()
                    && sums.getOrDefault(window, 0L) != metrics.getAttempts()) {
                wrong.add(window + ": " + metrics.getAttempts() + " attempts (its members: " + sums.get(window) + ")");
            }
        });
        Set<SeriesKey> known = windows.keySet().stream().map(Window::series).collect(Collectors.toSet());
        sums.forEach((window, attempts) -> {
            if (known.contains(window.series) && attempts > 0 && !windows.containsKey(window)) {
                wrong.add(window + ": missing (its members: " + attempts + " attempts)");
            }
        });
        return wrong;
    }

    private static boolean isRollUp(SeriesKey series) {
        return series.region().equals(SeriesKey.ALL);
    }

    /** Over regions, which meet in one task, and over models, which do not. */
    private static List<SeriesKey> rollUps(SeriesKey series) {
        return List.of(
                new SeriesKey(
                        series.provider(),
                        series.model(),
                        series.endpoint(),
                        SeriesKey.ALL,
                        SeriesKey.ALL,
                        SeriesKey.ALL),
                new SeriesKey(
                        series.provider(),
                        SeriesKey.ALL,
                        series.endpoint(),
                        SeriesKey.ALL,
                        SeriesKey.ALL,
                        SeriesKey.ALL));
    }

    /** Of p50 … p999 of the merged one-second sketches, by series and over all, against the exact order statistics. */
    double worstErrorOfMergedSketches(SentResults sent) {
        double worst = error(merge(window -> !isRollUp(window.series)), sent.sorted(sent.series()));
        for (SeriesKey series : sent.series()) {
            DDSketch own = merge(window -> window.series.equals(series));
            worst = Math.max(worst, error(own, sent.sorted(List.of(series))));
        }
        return worst;
    }

    /** Of p50 … p999 as published in every final window of a size, against the exact order statistics. */
    double worstErrorOfWindows(long sizeMs, SentResults sent) {
        double worst = 0;
        for (Map.Entry<Window, ProbeMetrics> entry : windows.entrySet()) {
            Window window = entry.getKey();
            ProbeMetrics m = entry.getValue();
            if (!isRollUp(window.series) && window.sizeMs == sizeMs && m.getFinal$() && m.getAttempts() > 0) {
                List<Double> sorted = sent.sorted(window.series, m.getWindowStart(), window.end);
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
