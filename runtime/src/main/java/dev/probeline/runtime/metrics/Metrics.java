package dev.probeline.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;

/** A service's own metrics: its registry, and what the JVM and the Kafka clients add to it. */
public final class Metrics {
    private Metrics() {}

    /** Meters of a client; closing it takes them out of the registry. */
    public interface Binding extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A registry with the JVM's and the process's meters.
     *
     * @param commonTags on every meter, such as the region; {@code service} is added
     */
    public static PrometheusMeterRegistry create(String service, Map<String, String> commonTags) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<Tag> tags = commonTags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
        registry.config().commonTags("service", service).commonTags(tags);
        JvmMeters.bind(registry);
        return registry;
    }

    /** Close the result before the client. */
    public static Binding bind(MeterRegistry registry, Producer<?, ?> producer) {
        KafkaClientMetrics meters = new KafkaClientMetrics(producer);
        meters.bindTo(registry);
        return meters::close;
    }

    /** Close the result before the client. */
    public static Binding bind(MeterRegistry registry, Consumer<?, ?> consumer) {
        KafkaClientMetrics meters = new KafkaClientMetrics(consumer);
        meters.bindTo(registry);
        return meters::close;
    }

    /** Close the result before the streams. */
    public static Binding bind(MeterRegistry registry, KafkaStreams streams) {
        KafkaStreamsMetrics meters = new KafkaStreamsMetrics(streams);
        meters.bindTo(registry);
        return meters::close;
    }
}
