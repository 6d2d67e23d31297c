package dev.probeline.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.runtime.kafka.KafkaSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients need no broker to have metrics. */
class MetricsTest {
    private final KafkaSettings kafka = KafkaSettings.of("127.0.0.1:1", "");
    private final PrometheusMeterRegistry registry = Metrics.create("test", Map.of());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aProducersMetricsAreThereUntilItsBindingIsClosed() {
        try (var producer =
                new KafkaProducer<>(kafka.producer("p-1"), new StringSerializer(), new StringSerializer())) {
            try (var binding = Metrics.bind(registry, producer)) {
                assertThat(binding).isNotNull();
                assertThat(registry.scrape())
                        .containsPattern("kafka_producer_record_send_total\\{[^}]*client_id=\"p-1\"[^}]*} 0\\.0");
            }
            assertThat(registry.find("kafka.producer.record.send.total").meter())
                    .isNull();
        }
    }

    @Test
    void aConsumersMetricsAreThere() {
        try (var consumer = new KafkaConsumer<>(
                        kafka.consumer("c-1", "g"), new StringDeserializer(), new StringDeserializer());
                var binding = Metrics.bind(registry, consumer)) {
            assertThat(binding).isNotNull();
            assertThat(registry.scrape()).contains("kafka_consumer_").contains("client_id=\"c-1\"");
        }
    }

    @Test
    void streamsMetricsAreThere(@TempDir Path folder) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in").to("out");
        Properties properties = new Properties();
        properties.putAll(kafka.streams("app"));
        properties.put("state.dir", folder.toString());
        try (var streams = new KafkaStreams(builder.build(), properties);
                var binding = Metrics.bind(registry, streams)) {
            assertThat(binding).isNotNull();
            assertThat(registry.scrape()).contains("kafka_stream_");
        }
    }
}
