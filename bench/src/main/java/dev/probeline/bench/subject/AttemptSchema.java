package dev.probeline.bench.subject;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads series, failed or not, and latency, all that the window needs, so that little goes over Flink's own wire. */
final class AttemptSchema implements KafkaRecordDeserializationSchema<Tuple3<String, Boolean, Double>> {
    private static final long serialVersionUID = 1;

    private final String bootstrapServers;
    private final String registry;
    private transient Deserializer<ProbeResult> results;

    AttemptSchema(String bootstrapServers, String registry) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
    }

    @Override
    public void open(InitializationContext context) {
        results = ValueSerde.deserializer(
                KafkaSettings.of(bootstrapServers, registry).common(), ProbeResult.class);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple3<String, Boolean, Double>> out) {
        ProbeResult result = results.deserialize(record.topic(), record.value());
        SlidingWindows.READ.increment();
        out.collect(Tuple3.of(
                new String(record.key(), StandardCharsets.UTF_8),
                result.getOutcome() != Outcome.success,
                result.getLatencyMs()));
    }

    @Override
    public TypeInformation<Tuple3<String, Boolean, Double>> getProducedType() {
        return Types.TUPLE(Types.STRING, Types.BOOLEAN, Types.DOUBLE);
    }
}
