package dev.probeline.alerts.io;

import dev.probeline.runtime.kafka.DeadLetter;
import dev.probeline.schemas.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes dead letters and returns when they are safe. */
final class DeadLetters {
    private final Producer<byte[], byte[]> producer;
    private final DeadLetterCount count;

    DeadLetters(Producer<byte[], byte[]> producer, DeadLetterCount count) {
        this.producer = producer;
        this.count = count;
    }

    /** @throws KafkaException if it could not be written; the record is then not done with */
    void send(ConsumerRecord<byte[], byte[]> record, String stage, String reason, String message) {
        try {
            producer.send(new DeadLetter("alert-consumer/" + stage, reason, message)
                            .of(Topics.DEAD_LETTERS.name(), record))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("dead letter not written", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        count.add(stage, reason);
    }
}
