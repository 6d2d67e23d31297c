package dev.probeline.alerts.io;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a receiver begins that is new: it is told of what happened lately, not of the whole month on the topic. The
 * consumer's own {@code auto.offset.reset=by_duration} would do, but where no record is that young it asks again only
 * after {@code request.timeout.ms}, and the first alert of a new installation would be that late.
 */
final class FirstPosition {
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    /** Positions those of the partitions that have no committed offset, and commits that: it is looked back only once. */
    static void take(Consumer<?, ?> consumer, Collection<TopicPartition> assigned, Instant now) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
        Set<TopicPartition> fresh = assigned.stream()
                .filter(partition -> committed.get(partition) == null)
                .collect(toSet());
        if (fresh.isEmpty()) {
            return;
        }
        // The ends come first: what arrives between the two questions is then behind them and not skipped.
        Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
        long since = now.minus(LOOK_BACK).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> young =
                consumer.offsetsForTimes(fresh.stream().collect(toMap(partition -> partition, partition -> since)));
        Map<TopicPartition, OffsetAndMetadata> first = fresh.stream()
                .collect(toMap(
                        partition -> partition,
                        partition -> new OffsetAndMetadata(offset(young.get(partition), ends.get(partition)))));
        first.forEach(consumer::seek);
        consumer.commitSync(first);
    }

    private static long offset(OffsetAndTimestamp young, long end) {
        return young == null ? end : young.offset();
    }

    private FirstPosition() {}
}
