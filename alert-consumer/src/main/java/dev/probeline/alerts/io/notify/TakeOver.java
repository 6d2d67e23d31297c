package dev.probeline.alerts.io.notify;

import static java.util.stream.Collectors.toSet;

import dev.probeline.alerts.core.incident.Dispatcher;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.serde.Poison;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an instance comes on duty: reads what was recorded, and stands where the last one stopped hearing. The ledger must
 * be open by then: whoever was on duty before can write no more.
 */
record TakeOver(Consumer<byte[], byte[]> consumer, Deserializer<AlertEvent> decoder, String prefix, Clock clock) {
    private static final Logger log = LoggerFactory.getLogger(TakeOver.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param group knows what is committed */
    Mailbag into(Dispatcher dispatcher, Consumer<?, ?> group) {
        List<AlertEvent> alerts = new ArrayList<>();
        read(Topics.OPEN_ALERTS.name())
                .forEach((id, bytes) -> understood(id, bytes).ifPresent(alerts::add));
        dispatcher.restore(alerts, Incidents.of(read(Topics.INCIDENTS.name())), clock.instant());
        read(Topics.SILENCES.name()).forEach((key, bytes) -> Words.hear(key, bytes, dispatcher, clock.instant()));
        TopicPartition words = new TopicPartition(Topics.SILENCES.name(), 0);
        long spoken = consumer.position(words);
        Set<TopicPartition> partitions = consumer.partitionsFor(Topics.ALERTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(toSet());
        Map<TopicPartition, OffsetAndMetadata> committed = group.committed(partitions);
        Set<TopicPartition> fresh = partitions.stream()
                .filter(partition -> committed.get(partition) == null)
                .collect(toSet());
        Map<TopicPartition, Long> first =
                fresh.isEmpty() ? Map.of() : FirstPosition.of(consumer, fresh, clock.instant());
        consumer.assign(Stream.concat(partitions.stream(), Stream.of(words)).toList());
        consumer.seek(words, spoken);
        partitions.forEach(partition -> consumer.seek(
                partition,
                fresh.contains(partition)
                        ? first.get(partition)
                        : committed.get(partition).offset()));
        return new Mailbag(consumer, decoder, prefix, first, clock);
    }

    /** Empty where it can never be read; its incident goes on without what was known of it. */
    private Optional<AlertEvent> understood(String id, byte[] bytes) {
        try {
            return Optional.of(decoder.deserialize(Topics.ALERTS.name(), bytes));
        } catch (SerializationException e) {
            if (!Poison.is(e)) {
                throw e;
            }
            log.atWarn().addKeyValue("alert", id).setCause(e).log("The record of an open alert cannot be read");
            return Optional.empty();
        }
    }

    private Map<String, byte[]> read(String topic) {
        return CompactedTopic.read(consumer, topic, prefix, PATIENCE, clock);
    }
}
