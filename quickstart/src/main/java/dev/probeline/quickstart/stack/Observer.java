package dev.probeline.quickstart.stack;

import dev.probeline.quickstart.core.Observations;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all topics of the pipeline from their beginning, as any downstream reader would: what is committed, no more. */
final class Observer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Observer.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Clock clock = Clock.systemUTC();
    private final Observations observations = new Observations();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<ProbeResult> results;
    private final Deserializer<ProbeMetrics> metrics;
    private final Deserializer<AlertEvent> alerts;
    private final Thread thread = new Thread(this::work, "observer");
    private volatile boolean blind;

    Observer(KafkaSettings kafka) {
        Map<String, Object> common = kafka.common();
        results = ValueSerde.deserializer(common, ProbeResult.class);
        metrics = ValueSerde.deserializer(common, ProbeMetrics.class);
        alerts = ValueSerde.deserializer(common, AlertEvent.class);
        consumer = new KafkaConsumer<>(
                kafka.consumer("observer", ""), new StringDeserializer(), new ByteArrayDeserializer());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Observations observations() {
        return observations;
    }

    /** Whether a result was not understood, or nothing more is read at all. */
    boolean blind() {
        return blind;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try (consumer) {
            List<TopicPartition> partitions = Stream.of(Topics.RESULTS, Topics.METRICS, Topics.ALERTS)
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                consumer.poll(POLL).forEach(this::read);
            }
        } catch (WakeupException e) {
            log.debug("Observer ends");
        } catch (RuntimeException | Error e) {
            blind = true;
            log.atError().setCause(e).log("The topics cannot be read");
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            String topic = record.topic();
            if (topic.equals(Topics.RESULTS.name())) {
                observations.result(results.deserialize(topic, record.value()));
            } else if (topic.equals(Topics.METRICS.name())) {
                ProbeMetrics window = metrics.deserialize(topic, record.value());
                observations.metrics(SeriesKey.parse(record.key()), window, clock.instant());
            } else {
                observations.alert(alerts.deserialize(topic, record.value()));
            }
        } catch (SerializationException | IllegalArgumentException e) {
            blind |= record.topic().equals(Topics.RESULTS.name());
            log.atWarn().addKeyValue("topic", record.topic()).setCause(e).log("Record cannot be read");
        }
    }
}
