package dev.probeline.alerts.io.notify;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a new installation begins: people are told of what happened lately, not of the whole month on the topic. The
 * consumer's own {@code auto.offset.reset=by_duration} would do, but where no record is that young it asks again only
 * after {@code request.timeout.ms}, and the first alert of a new installation would be that late.
 */
final class FirstPosition {
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    /**
     * Where to begin with the partitions nothing is committed of.
     *
     * @return empty for none
     */
    static Map<TopicPartition, Long> of(Consumer<?, ?> consumer, Collection<TopicPartition> fresh, Instant now) {
        // The ends come first: what arrives between the two questions is then behind them and not skipped.
        Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
        long since = now.minus(LOOK_BACK).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> young =
                consumer.offsetsForTimes(fresh.stream().collect(toMap(partition -> partition, partition -> since)));
        return fresh.stream()
                .collect(toMap(partition -> partition, partition -> offset(young.get(partition), ends.get(partition))));
    }

    private static long offset(OffsetAndTimestamp young, long end) {
        return young == null ? end : young.offset();
    }

    private FirstPosition() {}
}
