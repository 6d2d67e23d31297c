package dev.probeline.aggregator.io;

import com.influxdb.client.write.Point;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A point on its way, with the record it was made of. */
record Entry(ConsumerRecord<byte[], byte[]> source, String measurement, Point point) {
    /** What makes two points of one measurement the same to the store. */
    private record Identity(Map<String, String> tags, Number time) {}

    /** Of the entries that are the same point, the last: the store would overwrite the others at once. */
    static List<Entry> newestOfEachPoint(Collection<Entry> entries) {
        Map<Identity, Entry> newest = new LinkedHashMap<>();
        for (Entry entry : entries) {
            newest.put(new Identity(entry.point.getTags(), entry.point.getTime()), entry);
        }
        return List.copyOf(newest.values());
    }

    TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }
}
