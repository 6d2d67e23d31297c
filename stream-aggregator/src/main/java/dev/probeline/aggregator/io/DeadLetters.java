package dev.probeline.aggregator.io;

import dev.probeline.runtime.kafka.DeadLetter;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Where the sink puts records that will never become a point. */
final class DeadLetters implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final long TAKEN_WITHIN_S = 30;

    private final Producer<byte[], byte[]> producer;
    private final SinkMeters meters;
    private final Set<String> told = new HashSet<>();

    DeadLetters(KafkaSettings kafka, String clientId, SinkMeters meters) {
        this.producer =
                new KafkaProducer<>(kafka.producer(clientId), new ByteArraySerializer(), new ByteArraySerializer());
        this.meters = meters;
    }

    /**
     * Returns once the letter is taken, so that the record's offset may be committed.
     *
     * @throws KafkaException where it is not
     */
    void send(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        try {
            producer.send(new DeadLetter(SinkMeters.STAGE, reason, message).of(Topics.DEAD_LETTERS.name(), record))
                    .get(TAKEN_WITHIN_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted before the dead letter was taken", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("dead letter not taken: " + e.getMessage(), e);
        }
        meters.deadLetter(reason);
        log.atLevel(told.add(reason) ? Level.WARN : Level.DEBUG)
                .addKeyValue("reason", reason)
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("A record that cannot be stored went to the dead letters");
    }

    @Override
    public void close() {
        producer.close();
    }
}
