package dev.probeline.aggregator.io;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that copies one topic. When its consumer breaks it gets a new one, after a back-off. */
final class TopicSink<T> {
    private static final Logger log = LoggerFactory.getLogger(TopicSink.class);

    private final KafkaSettings kafka;
    private final String group;
    private final InfluxSettings settings;
    private final Feed<T> feed;
    private final SinkMeters meters;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final SinkTrouble trouble = new SinkTrouble();

    /** @param group consumer group; its offsets tell what is stored */
    TopicSink(KafkaSettings kafka, String group, InfluxSettings settings, Feed<T> feed, SinkMeters meters) {
        this.kafka = kafka;
        this.group = group;
        this.settings = settings;
        this.feed = feed;
        this.meters = meters;
        this.thread = new Thread(this::run, "influxdb-" + feed.topic());
    }

    void start() {
        thread.start();
    }

    CheckResult check() {
        return thread.isAlive() ? trouble.check() : CheckResult.notAlive(thread, "the sink of " + feed.topic());
    }

    /** Asks it to end, without waiting. */
    void end() {
        closing.countDown();
    }

    /** @param atMost 0s or more */
    void awaitEnd(Duration atMost) {
        try {
            thread.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Pause pause = Pause.FIRST;
        while (!ending()) {
            try (Consumer<byte[], byte[]> consumer = consumer();
                    DeadLetters deadLetters = new DeadLetters(kafka, group + "-dead-letters", meters);
                    InfluxWriter influx = new InfluxWriter(settings)) {
                Delivery delivery = new Delivery(influx, deadLetters, meters, trouble);
                TopicCopier<T> copier =
                        new TopicCopier<>(feed, consumer, delivery, deadLetters, meters, trouble, this::ending);
                copier.subscribe();
                while (!ending()) {
                    if (copier.turn()) {
                        pause = Pause.FIRST;
                    }
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

    /** A batch may wait half a second to fill, and what is read ahead of it is bounded, unless the operator says so. */
    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = kafka.consumer(group, group);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.putIfAbsent(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 * 1024);
        properties.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        properties.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
