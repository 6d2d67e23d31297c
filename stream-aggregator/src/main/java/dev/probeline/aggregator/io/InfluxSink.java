package dev.probeline.aggregator.io;

import com.influxdb.client.write.Point;
import dev.probeline.aggregator.io.InfluxWriter.RefusedException;
import dev.probeline.aggregator.io.InfluxWriter.UnavailableException;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.kafka.DeadLetter;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.Poison;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies windows from their topic into InfluxDB: a consumer of its own, so that a store that is away stalls nothing
 * else. Offsets are committed after the write; what is written twice is the same point.
 */
public final class InfluxSink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InfluxSink.class);
    private static final String STAGE = "stream-aggregator/influxdb";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> deadLetters;
    private final Deserializer<ProbeMetrics> decoder;
    private final InfluxWriter influx;
    private final MeterRegistry registry;
    private final Counter points;
    private final Thread thread = new Thread(this::run, "influxdb-sink");
    private boolean holding;
    private volatile boolean closing;
    private volatile String trouble;

    /** @param group consumer group; its offsets tell what is stored */
    public InfluxSink(
            KafkaSettings kafka,
            String group,
            InfluxSettings settings,
            Deserializer<ProbeMetrics> decoder,
            MeterRegistry registry) {
        Map<String, Object> properties = kafka.consumer(group, group);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.deadLetters = new KafkaProducer<>(
                kafka.producer(group + "-dead-letters"), new ByteArraySerializer(), new ByteArraySerializer());
        this.decoder = decoder;
        this.influx = new InfluxWriter(settings);
        this.registry = registry;
        this.points = Counter.builder("probeline.influxdb.points")
                .description("Points written to InfluxDB; a point written again counts again.")
                .register(registry);
    }

    public void start() {
        thread.start();
    }

    public CheckResult check() {
        String now = trouble;
        if (!thread.isAlive() && !closing) {
            return CheckResult.down("the sink has ended");
        }
        return now == null ? CheckResult.up() : CheckResult.down(now);
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer;
                deadLetters;
                influx) {
            consumer.subscribe(List.of(Topics.METRICS.name()), new StayPaused());
            while (!closing) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    store(records);
                    commit();
                }
            }
        } catch (WakeupException e) {
            log.debug("Closing");
        } catch (KafkaException e) {
            log.atError().setCause(e).log("The InfluxDB sink ended");
        }
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            log.atDebug().setCause(e).log("Partitions moved; their new owner writes the same points again");
        }
    }

    private void store(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> sources = new ArrayList<>(records.count());
        List<Point> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            ProbeMetrics metrics = decode(record);
            if (metrics != null) {
                sources.add(record);
                batch.add(MetricsPoint.of(metrics));
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        if (!written(batch)) {
            for (int i = 0; i < batch.size(); i++) {
                if (!written(batch.subList(i, i + 1))) {
                    reject(sources.get(i), "refused_by_store", trouble);
                }
            }
        }
        trouble = null;
        points.increment(batch.size());
    }

    /** Null for a record that can never be read; waits where the registry is away. */
    private ProbeMetrics decode(ConsumerRecord<byte[], byte[]> record) {
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                return decoder.deserialize(record.topic(), record.headers(), record.value());
            } catch (KafkaException e) {
                if (Poison.is(e)) {
                    reject(record, "undecodable", e.getMessage());
                    return null;
                }
                hold("schema registry: " + e.getMessage(), pause);
            }
        }
    }

    /** False where the store refuses the points; waits where it is away. */
    private boolean written(List<Point> batch) {
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                influx.write(batch);
                return true;
            } catch (RefusedException e) {
                trouble = e.getMessage();
                return false;
            } catch (UnavailableException e) {
                hold("InfluxDB: " + e.getMessage(), pause);
            }
        }
    }

    /** Waits in the consumer, which keeps its place in the group and ends on {@link #close}. */
    private void hold(String why, Duration pause) {
        if (trouble == null) {
            log.atWarn().addKeyValue("error", why).log("The InfluxDB sink waits; nothing is lost meanwhile");
        } else {
            log.atDebug().addKeyValue("error", why).log("The InfluxDB sink still waits");
        }
        trouble = why;
        holding = true;
        consumer.pause(consumer.assignment());
        long until = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < until) {
            consumer.poll(POLL);
        }
        holding = false;
        consumer.resume(consumer.assignment());
        if (closing) {
            throw new WakeupException();
        }
    }

    private void reject(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        registry.counter("dead.letters", "stage", STAGE, "reason", reason).increment();
        log.atWarn().addKeyValue("reason", reason).addKeyValue("error", message).log("A window was not stored");
        try {
            deadLetters
                    .send(new DeadLetter(STAGE, reason, message).of(Topics.DEAD_LETTERS.name(), record))
                    .get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("dead letter not taken", e);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** A partition that comes while the sink waits must not be read either: what it gave would be lost. */
    private final class StayPaused implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (holding) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
