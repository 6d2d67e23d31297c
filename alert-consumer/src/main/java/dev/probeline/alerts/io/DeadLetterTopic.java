package dev.probeline.alerts.io;

import dev.probeline.runtime.kafka.DeadLetter;
import dev.probeline.schemas.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes the notifier's dead letters to their topic and counts those that arrived. */
final class DeadLetterTopic implements DeadLetters {
    private static final String STAGE = "notify";

    private final Producer<byte[], byte[]> producer;
    private final DeadLetterCount count;

    DeadLetterTopic(Producer<byte[], byte[]> producer, DeadLetterCount count) {
        this.producer = producer;
        this.count = count;
    }

    @Override
    public void send(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        try {
            producer.send(new DeadLetter("alert-consumer/" + STAGE, reason, message)
                            .of(Topics.DEAD_LETTERS.name(), record))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("dead letter not written", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        count.add(STAGE, reason);
    }
}
