package dev.probeline.producer.io;

import dev.probeline.runtime.metrics.Metrics;
import org.apache.kafka.clients.consumer.Consumer;

/** A consumer of the region's group and its meters, which leave the registry when it goes. */
public record Member(Consumer<byte[], byte[]> consumer, Metrics.Binding meters) implements AutoCloseable {
    @Override
    public void close() {
        try {
            meters.close();
        } finally {
            consumer.close();
        }
    }
}
