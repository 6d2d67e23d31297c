package dev.probeline.bench.latency;

import dev.probeline.bench.load.Events;
import dev.probeline.bench.load.SeriesNames;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Probes that are completed just now, at a steady rate, series by series; now and then one fails, long after the last
 * failure of its series.
 */
final class Traffic implements AutoCloseable {
    /** Has no divisor in common with a usual number of series, so that each series fails in its turn. */
    private static final int FAIL_EVERY = 199;

    private final Events events = new Events(new SplittableRandom(1));
    private final List<SeriesKey> series;
    private final int perSecond;
    private final KafkaProducer<String, ProbeResult> producer;
    private final BiConsumer<String, Long> failed;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "traffic");
    private volatile boolean stopping;

    /** @param failed is told the request id of each failing probe and when it was completed, before it is sent */
    Traffic(KafkaSettings kafka, int series, int perSecond, BiConsumer<String, Long> failed) {
        this.series = SeriesNames.of(series, Topics.RESULTS.partitions());
        this.perSecond = perSecond;
        this.failed = failed;
        Map<String, Object> properties = new HashMap<>(kafka.producer("bench-traffic"));
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SeriesPartitioner.class.getName());
        producer = new KafkaProducer<>(properties, new StringSerializer(), ValueSerde.serializer(properties));
    }

    void start() {
        thread.start();
    }

    /** @throws IllegalStateException if an event could not be sent */
    void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("an event could not be sent", failure.get());
        }
    }

    private void run() {
        long start = System.nanoTime();
        for (long i = 0; !stopping; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(i);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A failure is told to the callback.
    private void send(long i) {
        SeriesKey key = series.get((int) (i % series.size()));
        long nowMs = System.currentTimeMillis();
        ProbeResult result = i % FAIL_EVERY == 0 ? events.failure(key, nowMs) : events.success(key, nowMs);
        if (result.getErrorType() != null) {
            failed.accept(result.getRequestId(), nowMs);
        }
        producer.send(new ProducerRecord<>(Topics.RESULTS.name(), key.toString(), result), (sent, fault) -> {
            if (fault != null) {
                failure.compareAndSet(null, fault);
            }
        });
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
