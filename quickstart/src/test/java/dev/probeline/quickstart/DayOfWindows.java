package dev.probeline.quickstart;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.ValueSerde;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * All that an aggregator with its default windows writes of series that are probed every ten seconds: of each slice an early
 * record and a final one of the minute, and one of five minutes; of each minute one of the hour.
 */
final class DayOfWindows {
    private static final Duration SLICE = Duration.ofSeconds(10);
    private static final int SKETCH_BYTES = 60;

    private final KafkaSettings kafka;
    private final List<SeriesKey> series;
    private final Random random = new Random(7);

    DayOfWindows(KafkaSettings kafka, int series) {
        this.kafka = kafka;
        this.series = IntStream.range(0, series)
                .mapToObj(number -> new SeriesKey(
                        "openai", "model-" + number / 5, "chat/completions", "region-" + number % 5, "chat", "main"))
                .toList();
    }

    static Instant sliceOf(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli() / SLICE.toMillis() * SLICE.toMillis());
    }

    /**
     * Returns when all are acknowledged.
     *
     * @param first end of a slice
     * @param last end of a slice
     * @return how many records there were
     */
    long write(Instant first, Instant last) {
        Map<String, Object> properties = new HashMap<>(kafka.producer("day"));
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
        Serializer<ProbeMetrics> values = ValueSerde.serializer(properties);
        ProbeMetrics minute = window(Duration.ofMinutes(1), 6);
        ProbeMetrics five = window(Duration.ofMinutes(5), 30);
        ProbeMetrics hour = window(Duration.ofHours(1), 360);
        long records = 0;
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (Instant end = first; !end.isAfter(last); end = end.plus(SLICE)) {
                boolean full = end.getEpochSecond() % 60 == 0;
                for (SeriesKey each : series) {
                    send(producer, values, each, at(minute, end, end.minusSeconds(5)));
                    send(producer, values, each, at(minute, end, end));
                    send(producer, values, each, at(five, end, end));
                    if (full) {
                        send(producer, values, each, at(hour, end, end));
                    }
                    records += full ? 4 : 3;
                }
            }
        }
        return records;
    }

    private ProbeMetrics window(Duration size, int attempts) {
        ProbeMetrics plain = Publisher.window(series.get(0), size, Instant.EPOCH, 0, attempts);
        return ProbeMetrics.newBuilder(plain)
                .setLatencyMs(sketched(plain.getLatencyMs()))
                .setTtftMs(sketched(plain.getTtftMs()))
                .setOutputTokensPerSecond(sketched(plain.getOutputTokensPerSecond()))
                .build();
    }

    private Distribution sketched(Distribution plain) {
        byte[] sketch = new byte[SKETCH_BYTES];
        random.nextBytes(sketch);
        return Distribution.newBuilder(plain).setSketch(ByteBuffer.wrap(sketch)).build();
    }

    private static ProbeMetrics at(ProbeMetrics window, Instant end, Instant asOf) {
        put(window, "window_start", end.minusMillis(window.getWindowSizeMs()));
        put(window, "window_end", end);
        put(window, "as_of", asOf);
        put(window, "final", asOf.equals(end));
        put(window, "revision", asOf.equals(end) ? 1 : 0);
        return window;
    }

    private static void put(ProbeMetrics window, String field, Object value) {
        window.put(window.getSchema().getField(field).pos(), value);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits for all
    private static void send(
            KafkaProducer<String, byte[]> producer,
            Serializer<ProbeMetrics> values,
            SeriesKey series,
            ProbeMetrics window) {
        put(window, "model", series.model());
        put(window, "region", series.region());
        String topic = Topics.METRICS.name();
        long at = window.getAsOf().toEpochMilli();
        producer.send(new ProducerRecord<>(topic, null, at, series.toString(), values.serialize(topic, window)));
    }
}
