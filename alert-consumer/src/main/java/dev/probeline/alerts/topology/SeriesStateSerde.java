package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.state.SeriesState;
import dev.probeline.alerts.core.state.StateCodec;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link StateCodec} as Kafka wants it. */
final class SeriesStateSerde implements Serde<SeriesState> {
    @Override
    public Serializer<SeriesState> serializer() {
        return (topic, state) -> state == null ? null : StateCodec.encode(state);
    }

    @Override
    public Deserializer<SeriesState> deserializer() {
        return (topic, bytes) -> bytes == null ? null : StateCodec.decode(bytes);
    }
}
