package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Observation;
import dev.probeline.aggregator.core.Observations;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.AvroDeserializer;
import dev.probeline.schemas.serde.ValueSerde;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;

/** Results to observations: by our own projection, or out of the whole record where another deserializer is named. */
public final class ObservationDeserializer {
    private ObservationDeserializer() {}

    /** @param properties as {@link ValueSerde} takes them */
    public static Deserializer<Observation> of(Map<String, ?> properties) {
        Deserializer<ProbeResult> named = ValueSerde.deserializer(properties, ProbeResult.class);
        if (!(named instanceof AvroDeserializer)) {
            return new Whole(named);
        }
        named.close();
        Deserializer<Observation> projecting = new AvroDeserializer<>(Observations::reader);
        projecting.configure(properties, false);
        return projecting;
    }

    private record Whole(Deserializer<ProbeResult> results) implements Deserializer<Observation> {
        @Override
        public Observation deserialize(String topic, byte[] data) {
            ProbeResult result = results.deserialize(topic, data);
            return result == null ? null : Observations.of(result);
        }

        @Override
        public void close() {
            results.close();
        }
    }
}
