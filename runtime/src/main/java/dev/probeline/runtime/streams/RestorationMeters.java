package dev.probeline.runtime.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** What tasks read back from their changelogs before they can go on, and how long they stand still for it. */
final class RestorationMeters implements StateRestoreListener {
    private final Counter records;
    private final Timer time;
    private final Map<TopicPartition, Long> begun = new ConcurrentHashMap<>();

    RestorationMeters(MeterRegistry registry) {
        records = Counter.builder("probeline.streams.restored.records")
                .description("Records of changelogs read by tasks before they could go on.")
                .register(registry);
        time = Timer.builder("probeline.streams.restoration")
                .description("How long tasks read changelogs before they could go on.")
                .register(registry);
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {
        begun.put(partition, System.nanoTime());
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long numRestored) {
        records.increment((double) numRestored);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        Long start = begun.remove(partition);
        if (start != null) {
            time.record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        begun.remove(partition);
    }
}
