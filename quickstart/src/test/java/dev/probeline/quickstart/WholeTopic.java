package dev.probeline.quickstart;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything committed that is on a topic of the contract now, in the order of each partition. */
final class WholeTopic {
    private WholeTopic() {}

    static <T extends SpecificRecord> List<T> of(KafkaSettings kafka, String topic, Class<T> type) {
        List<T> records = new ArrayList<>();
        Map<String, Object> properties = kafka.consumer("whole-topic", "");
        try (KafkaConsumer<String, T> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), ValueSerde.deserializer(properties, type))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(record.value()));
            }
        }
        return records;
    }
}
