package dev.probeline.bench.load;

import dev.probeline.bench.core.DataSet;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Fills the topic of results with the services' own serializer and partitioner: series at random, two in a hundred
 * attempts failed, up to two seconds out of order.
 */
public final class Preload {
    private static final int OUT_OF_ORDER_MS = 2_000;
    private static final double FAILED = 0.02;
    private static final long TELL_EVERY = 1 << 18;

    private Preload() {}

    /**
     * Returns when the broker has all.
     *
     * @param endMs event time of the last event
     * @param progress is told now and then how many were sent
     */
    @SuppressWarnings("FutureReturnValueIgnored") // A failure is told to the callback, and close() waits for all.
    public static void fill(KafkaSettings kafka, DataSet data, long endMs, LongConsumer progress) {
        SplittableRandom random = new SplittableRandom(1);
        Events events = new Events(random);
        List<SeriesKey> series = SeriesNames.of(data.series(), Topics.RESULTS.partitions());
        List<String> keys = series.stream().map(SeriesKey::toString).toList();
        long startMs = endMs - data.spanMs();
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<String, ProbeResult> producer = producer(kafka)) {
            for (long i = 0; i < data.records() && failure.get() == null; i++) {
                int chosen = random.nextInt(keys.size());
                long onTimeMs = startMs + (long) ((double) i / data.records() * data.spanMs());
                long completedAtMs = Math.max(startMs, onTimeMs - random.nextInt(OUT_OF_ORDER_MS));
                ProbeResult result = random.nextDouble() < FAILED
                        ? events.failure(series.get(chosen), completedAtMs)
                        : events.success(series.get(chosen), completedAtMs);
                producer.send(new ProducerRecord<>(Topics.RESULTS.name(), keys.get(chosen), result), (sent, fault) -> {
                    if (fault != null) {
                        failure.compareAndSet(null, fault);
                    }
                });
                if (i % TELL_EVERY == 0) {
                    progress.accept(i);
                }
            }
        }
        if (failure.get() != null) {
            throw new KafkaException("an event could not be preloaded", failure.get());
        }
        progress.accept(data.records());
    }

    private static KafkaProducer<String, ProbeResult> producer(KafkaSettings kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.producer("bench-preload"));
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SeriesPartitioner.class.getName());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        // A partition may not be led yet. Were its first batch refused and the second taken, the first never would be.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(properties, new StringSerializer(), ValueSerde.serializer(properties));
    }
}
