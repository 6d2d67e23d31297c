package dev.probeline.producer.io;

import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.schemas.events.ProbeResult;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/** A consumer of results that decodes only what its reader wants, and its meters. */
public record ResultsReader(
        Consumer<String, byte[]> consumer, Deserializer<ProbeResult> decoder, Metrics.Binding meters)
        implements AutoCloseable {
    @Override
    public void close() {
        try {
            meters.close();
        } finally {
            consumer.close();
            decoder.close();
        }
    }
}
