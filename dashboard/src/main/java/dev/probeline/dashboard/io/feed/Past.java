package dev.probeline.dashboard.io.feed;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Fills the day before the last hour, the newest minute first, so that what people look at first is there first.
 *
 * <p>A chart of the day has one window a minute, and the topic some twenty records of each series in that time. So of each
 * minute only the seconds are read in which its windows closed: the day is whole after a fraction of the topic. After that
 * all of it is read once, for what was corrected later.
 */
final class Past {
    private static final long MINUTE_MS = 60_000;
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    /** A window's records follow its end by the aggregator's grace, and come before what happens after that. */
    private static final long CLOSING_MS = 8_000;
    /** About what one minute's seconds take in one partition: more would be fetched in vain. */
    private static final int PORTION_BYTES = 256 * 1024;

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings kafka;
    private final TopicReader reader;
    private final Clock clock;
    private final Worker worker = new Worker("dashboard-past", this::work);

    /** The first minute that the reader of the last hour has. */
    private volatile long start;
    /** How many minutes back from now the day is whole. */
    private volatile int whole = HOUR;

    private int corrected = HOUR;

    Past(KafkaSettings kafka, TopicReader reader, Clock clock) {
        this.kafka = kafka;
        this.reader = reader;
        this.clock = clock;
    }

    Worker worker() {
        return worker;
    }

    /** Of all but the last hour, 0 to 1. */
    double fraction() {
        return (double) (whole - HOUR) / (DAY - HOUR);
    }

    /** Since when nothing is missing, milliseconds since the epoch; −1 before it has begun. */
    long completeFrom() {
        return start == 0 ? -1 : minute(whole);
    }

    private long minute(int back) {
        return start - (back - HOUR) * MINUTE_MS;
    }

    private void work() {
        if (start == 0) {
            start = (clock.millis() - (HOUR - 2) * MINUTE_MS)
                    / MINUTE_MS
                    * MINUTE_MS; // the readers do not begin at once
        }
        Map<String, Object> properties = kafka.consumer("dashboard-past", "");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PORTION_BYTES);
        // Its last request may wait at the end of the topic, and no other is sent before that is answered.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Positions.partitions(consumer, Topics.METRICS.name());
            if (partitions.isEmpty()) {
                throw new IllegalStateException("the topics do not exist yet");
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (whole < DAY && !worker.closing()) {
                int next = whole + 1;
                read(consumer, ends, minute(next), minute(next) + CLOSING_MS);
                whole = next;
                worker.well();
            }
            while (corrected < DAY && !worker.closing()) {
                read(consumer, ends, minute(corrected + HOUR), minute(corrected));
                corrected += HOUR;
                worker.well();
            }
        }
    }

    /** All partitions from the first record of one time to the first of another. */
    private void read(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, long from, long to) {
        Map<TopicPartition, Long> begins = Positions.between(consumer, ends.keySet(), from, to);
        Set<TopicPartition> open = new HashSet<>(begins.keySet());
        open.removeIf(partition -> begins.get(partition) >= ends.get(partition));
        consumer.pause(consumer.assignment());
        open.forEach(partition -> consumer.seek(partition, begins.get(partition)));
        consumer.resume(open);
        while (!open.isEmpty() && !worker.closing()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.timestamp() >= to || record.offset() >= ends.get(partition)) {
                    done(consumer, open, partition);
                } else if (open.contains(partition) && endsAMinute(record)) {
                    reader.readCharted(record);
                }
            }
            // The position counts, for the last record may be the mark of a transaction.
            for (TopicPartition partition : new ArrayList<>(open)) {
                if (consumer.position(partition) >= ends.get(partition)) {
                    done(consumer, open, partition);
                }
            }
        }
    }

    private static void done(KafkaConsumer<?, ?> consumer, Set<TopicPartition> open, TopicPartition partition) {
        if (open.remove(partition)) {
            consumer.pause(Set.of(partition));
        }
    }

    /** A window that has closed bears its end as its time, unless the broker puts its own there. */
    private static boolean endsAMinute(ConsumerRecord<?, ?> record) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME || record.timestamp() % MINUTE_MS == 0;
    }
}
