package dev.probeline.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/**
 * Puts all series of one provider, model and endpoint into one partition, so that a roll-up over regions is local to
 * one task. Named by class in a producer's {@code partitioner.class}.
 */
public final class SeriesPartitioner implements Partitioner {

    /** @param seriesKey text of a {@link SeriesKey} */
    public static int partition(String seriesKey, int partitions) {
        byte[] labels = SeriesKey.partitionLabels(seriesKey).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(labels)) % partitions;
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        if (keyBytes == null) {
            throw new IllegalArgumentException("record for " + topic + " has no key (expected: a series key)");
        }
        return partition(new String(keyBytes, StandardCharsets.UTF_8), cluster.partitionCountForTopic(topic));
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
