package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.State;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The aggregation's state in a Kafka Streams store, and so in the transaction of its input and output. */
record StoreState(KeyValueStore<Bytes, byte[]> store) implements State {
    @Override
    public void put(byte[] key, byte[] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    @Override
    public void forEach(BiConsumer<byte[], byte[]> entry) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                entry.accept(next.key.get(), next.value);
            }
        }
    }
}
