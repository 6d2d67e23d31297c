package dev.probeline.quickstart;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends results as a prober would and remembers them. */
final class ResultSender implements AutoCloseable {
    private final SentResults sent = new SentResults();
    private final AtomicReference<Exception> failed = new AtomicReference<>();
    private final KafkaProducer<String, ProbeResult> producer;

    ResultSender(KafkaSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.producer("sender"));
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SeriesPartitioner.class.getName());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer = new KafkaProducer<>(properties, new StringSerializer(), ValueSerde.serializer(properties));
    }

    /**
     * @param completed as its prober says
     * @param filed where it ought to be counted
     * @param arrived as the broker would say, if its topic lets the producer speak for it
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    void send(SeriesKey series, Instant completed, Instant filed, Instant arrived, double latencyMs) {
        sent.add(series, filed, latencyMs);
        producer.send(
                new ProducerRecord<>(
                        Topics.RESULTS.name(),
                        null,
                        arrived.toEpochMilli(),
                        series.toString(),
                        Publisher.result(series, "p", 1, completed.truncatedTo(ChronoUnit.MILLIS), latencyMs)),
                (metadata, failure) -> failed.compareAndSet(null, failure));
    }

    /** What was sent, once all of it is acknowledged. */
    SentResults acknowledged() throws Exception {
        producer.flush();
        if (failed.get() != null) {
            throw failed.get();
        }
        return sent;
    }

    @Override
    public void close() {
        producer.close();
    }
}
