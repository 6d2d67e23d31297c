package dev.probeline.alerts.io;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Where records go that cannot be read or delivered. */
interface DeadLetters {
    /**
     * Returns when it is safe there.
     *
     * @param reason one word, as in the metric
     * @throws KafkaException if it could not be written; the record is then not done with
     */
    void send(ConsumerRecord<byte[], byte[]> record, String reason, String message);
}
