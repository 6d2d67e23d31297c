package dev.probeline.aggregator.io;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.ProbeMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies windows from their topic into InfluxDB: a consumer of its own, so that a store that is away stalls nothing
 * else. When its consumer breaks it gets a new one, after a back-off.
 */
public final class InfluxSink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InfluxSink.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final String group;
    private final InfluxSettings settings;
    private final Deserializer<ProbeMetrics> decoder;
    private final SinkMeters meters;
    private final Thread thread = new Thread(this::run, "influxdb-sink");
    private final CountDownLatch closing = new CountDownLatch(1);
    private final SinkTrouble trouble = new SinkTrouble();

    /** @param group consumer group; its offsets tell what is stored */
    public InfluxSink(
            KafkaSettings kafka,
            String group,
            InfluxSettings settings,
            Deserializer<ProbeMetrics> decoder,
            MeterRegistry registry) {
        this.kafka = kafka;
        this.group = group;
        this.settings = settings;
        this.decoder = decoder;
        this.meters = new SinkMeters(registry);
    }

    public void start() {
        thread.start();
    }

    public CheckResult check() {
        return thread.isAlive() ? trouble.check() : CheckResult.down("the sink is not running");
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Pause pause = Pause.FIRST;
        while (!ending()) {
            try (Consumer<byte[], byte[]> consumer = consumer();
                    Producer<byte[], byte[]> deadLetters = new KafkaProducer<>(
                            kafka.producer(group + "-dead-letters"),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
                    InfluxWriter influx = new InfluxWriter(settings)) {
                WindowCopier copier =
                        new WindowCopier(consumer, influx, decoder, deadLetters, meters, trouble, this::ending);
                copier.subscribe();
                while (!ending()) {
                    copier.turn();
                    pause = Pause.FIRST;
                }
            } catch (RuntimeException e) {
                if (!ending()) {
                    trouble.tell(e.getClass().getSimpleName() + ": " + e.getMessage());
                    log.atDebug().setCause(e).log("The sink's consumer broke and is made anew");
                    pause = rest(pause);
                }
            }
        }
    }

    private boolean ending() {
        return closing.getCount() == 0;
    }

    private Pause rest(Pause pause) {
        try {
            boolean ending = closing.await(pause.length().toMillis(), TimeUnit.MILLISECONDS);
            log.debug(ending ? "Closing" : "Trying again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return pause.longer();
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = kafka.consumer(group, group);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
