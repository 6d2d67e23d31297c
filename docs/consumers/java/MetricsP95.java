import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The p95 latency of every model of a provider and minute over all regions, from the topic probe-metrics. Reads what is there and ends.
 * Needs kafka-clients, sketches-java and Probeline's schemas (or classes that Avro generates from ProbeMetrics.avsc).
 *
 * <p>{@code java -cp … MetricsP95.java localhost:9092 http://localhost:8081}
 */
final class MetricsP95 {
    private record Window(String series, Instant end) {}

    private record Minute(String provider, String model, String endpoint, Instant end) {}

    private record Merged(DDSketch sketch, Set<String> regions) {}

    public static void main(String... args) throws IOException {
        // The highest revision of each window holds: a final record may have been corrected.
        Map<Window, ProbeMetrics> windows = new HashMap<>();
        for (ConsumerRecord<String, ProbeMetrics> record : readAll(args[0], args[1])) {
            ProbeMetrics metrics = record.value();
            if (counts(metrics)) {
                windows.merge(
                        new Window(record.key(), metrics.getWindowEnd()),
                        metrics,
                        (held, other) -> other.getRevision() > held.getRevision() ? other : held);
            }
        }
        // Regions are merged by their sketches, never by their percentiles.
        Map<String, Minute> order = new TreeMap<>();
        Map<Minute, Merged> merged = new HashMap<>();
        for (ProbeMetrics metrics : windows.values()) {
            ByteBuffer bytes = metrics.getLatencyMs().getSketch();
            if (bytes != null) { // null: nothing was measured
                Minute minute = new Minute(
                        metrics.getProvider(), metrics.getModel(), metrics.getEndpoint(), metrics.getWindowEnd());
                Merged all = merged.computeIfAbsent(minute, first -> new Merged(empty(), new HashSet<>()));
                all.sketch().decodeAndMergeWith(ByteArrayInput.wrap(array(bytes)));
                all.regions().add(metrics.getRegion());
                order.put(minute.toString(), minute);
            }
        }
        for (Minute minute : order.values()) {
            Merged all = merged.get(minute);
            System.out.printf(
                    Locale.ROOT,
                    "{\"provider\": \"%s\", \"model\": \"%s\", \"endpoint\": \"%s\", \"window_end\": %d, \"regions\": %d, \"p95_ms\": %s}%n",
                    minute.provider(), minute.model(), minute.endpoint(), minute.end().toEpochMilli(),
                    all.regions().size(), all.sketch().getValueAtQuantile(0.95));
        }
    }

    /** Whole minutes of single series: roll-ups have a "*" among their labels and hold the same results once more. */
    private static boolean counts(ProbeMetrics metrics) {
        boolean whole = metrics.getWindowSizeMs() == 60_000 && metrics.getWindowEnd().toEpochMilli() % 60_000 == 0;
        return metrics.getFinal$() && whole && Stream.of(metrics.getProvider(), metrics.getModel(), metrics.getEndpoint(),
                        metrics.getRegion(), metrics.getTarget(), metrics.getApiKeyAlias())
                .noneMatch("*"::equals);
    }

    private static List<ConsumerRecord<String, ProbeMetrics>> readAll(String bootstrap, String registry) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "schema.registry.url", registry,
                "isolation.level", "read_committed");
        List<ConsumerRecord<String, ProbeMetrics>> all = new ArrayList<>();
        try (KafkaConsumer<String, ProbeMetrics> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), ValueSerde.deserializer(settings, ProbeMetrics.class))) {
            List<TopicPartition> partitions = consumer.partitionsFor("probe-metrics").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
            }
        }
        return all;
    }

    private static DDSketch empty() {
        return new DDSketch(new CubicallyInterpolatedMapping(0.01), UnboundedSizeDenseStore::new);
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
