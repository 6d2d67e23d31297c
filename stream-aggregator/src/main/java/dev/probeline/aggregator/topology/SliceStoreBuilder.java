package dev.probeline.aggregator.topology;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes a {@link SliceStore} for each task; always logged, never cached, because it is a cache itself. */
record SliceStoreBuilder(String name) implements StoreBuilder<SliceStore> {
    @Override
    public SliceStore build() {
        return new SliceStore(name);
    }

    @Override
    public StoreBuilder<SliceStore> withCachingEnabled() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreBuilder<SliceStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<SliceStore> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreBuilder<SliceStore> withLoggingDisabled() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }
}
