package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.core.incident.Entry;
import dev.probeline.alerts.core.incident.GivenUp;
import dev.probeline.alerts.core.incident.IncidentCodec;
import dev.probeline.alerts.core.incident.Turn;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.runtime.kafka.DeadLetter;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Keeps decisions in compacted topics, with the offsets they rest on, in one transaction. Of two instances that both think
 * they are on duty the broker lets the later one write; the other one fails, before it sends.
 */
final class KafkaLedger implements Ledger {
    private static final String STAGE = "notify";

    private final Producer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata group;
    private final String prefix;
    private final Serializer<AlertEvent> alerts;
    private final DeadLetterCount deadLetters;

    /**
     * @param group without a member and its generation
     * @param prefix of keys: installations that share a cluster share the topics
     */
    KafkaLedger(
            Producer<byte[], byte[]> producer,
            ConsumerGroupMetadata group,
            String prefix,
            Serializer<AlertEvent> alerts,
            DeadLetterCount deadLetters) {
        this.producer = producer;
        this.group = group;
        this.prefix = prefix;
        this.alerts = alerts;
        this.deadLetters = deadLetters;
        producer.initTransactions();
    }

    @Override
    public void record(Turn turn, List<Unread> unread, Map<TopicPartition, OffsetAndMetadata> heard) {
        producer.beginTransaction();
        turn.alerts()
                .forEach((id, alert) -> put(
                        Topics.OPEN_ALERTS.name(),
                        id,
                        // Under the subject of its own topic: it is the same record.
                        alert.map(open -> alerts.serialize(Topics.ALERTS.name(), open))
                                .orElse(null)));
        turn.incidents()
                .forEach((key, incident) -> put(
                        Topics.INCIDENTS.name(),
                        key,
                        incident.map(IncidentCodec::encode).orElse(null)));
        turn.silencesOver().forEach(id -> put(Topics.SILENCES.name(), Words.SILENCE + id, null));
        turn.acknowledgementsOver().forEach(id -> put(Topics.SILENCES.name(), Words.ACKNOWLEDGEMENT + id, null));
        turn.entries().forEach(this::log);
        turn.deadLetters().forEach(this::bury);
        unread.forEach(letter -> send(new DeadLetter("alert-consumer/" + STAGE, "undecodable", letter.message())
                .of(Topics.DEAD_LETTERS.name(), letter.record())));
        if (!heard.isEmpty()) {
            // Without the group's generation, which changes whenever an instance comes or goes: the transactional id
            // has locked out everybody else already.
            producer.sendOffsetsToTransaction(heard, group);
        }
        producer.commitTransaction();
        turn.deadLetters()
                .forEach(letter -> deadLetters.add(STAGE, letter.because().text()));
        unread.forEach(letter -> deadLetters.add(STAGE, "undecodable"));
    }

    private void put(String topic, String key, byte[] value) {
        send(new ProducerRecord<>(topic, 0, bytes(prefix + key), value));
    }

    private void log(Entry entry) {
        send(new ProducerRecord<>(
                Topics.NOTIFICATION_LOG.name(), 0, bytes(prefix + entry.incident()), EntryJson.of(entry)));
    }

    private void bury(GivenUp letter) {
        String receiver = letter.notification().group().receiver();
        send(new DeadLetter("alert-consumer/" + STAGE, letter.because().text(), receiver + ": " + letter.answer())
                .of(
                        Topics.DEAD_LETTERS.name(),
                        Topics.INCIDENTS.name(),
                        0,
                        -1,
                        new RecordHeaders(),
                        bytes(prefix + letter.notification().group().key()),
                        LetterPayload.of(letter.notification())));
    }

    /** The commit tells what did not arrive. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
