package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.core.incident.Turn;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the dispatcher's decisions are kept. */
public interface Ledger extends AutoCloseable {
    /**
     * All of it is kept, or nothing.
     *
     * @param heard offsets of what the decisions rest on
     * @throws org.apache.kafka.common.KafkaException if it is not kept, also where another instance has taken over
     */
    void record(Turn turn, List<Unread> unread, Map<TopicPartition, OffsetAndMetadata> heard);

    @Override
    void close();
}
