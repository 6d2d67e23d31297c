package dev.probeline.aggregator.topology;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A serde of which nothing but the deserializer is ever used. */
record ReadOnly<T>(Deserializer<T> deserializer) implements Serde<T> {
    @Override
    public Serializer<T> serializer() {
        throw new UnsupportedOperationException();
    }
}
