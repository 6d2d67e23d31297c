package dev.probeline.aggregator;

import dev.probeline.aggregator.io.InfluxSink;
import dev.probeline.aggregator.topology.AggregatorMeters;
import dev.probeline.aggregator.topology.AggregatorTopology;
import dev.probeline.aggregator.topology.LagAwareClients;
import dev.probeline.aggregator.topology.ObservationDeserializer;
import dev.probeline.aggregator.topology.StreamsProperties;
import dev.probeline.runtime.health.Check;
import dev.probeline.runtime.lifecycle.Shutdown;
import dev.probeline.runtime.streams.StreamsRunner;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The service: results to windows, and windows to InfluxDB. Its two halves share nothing but Kafka. */
public final class StreamAggregator implements AutoCloseable {
    private final StreamsRunner streams;
    private final Optional<InfluxSink> sink;
    private final Shutdown shutdown = new Shutdown();

    /** Opens nothing yet. */
    public StreamAggregator(AggregatorConfig config, PrometheusMeterRegistry registry) {
        Map<String, Object> serde = config.kafka().common();
        LagAwareClients clients = new LagAwareClients(config.membership());
        AggregatorMeters meters = new AggregatorMeters(registry);
        AggregatorTopology topology = new AggregatorTopology(
                config.grid(),
                config.rollUps().stream()
                        .map(AggregatorConfig.RollUpSettings::rollUp)
                        .toList(),
                config.maxSeries(),
                clients,
                meters,
                ObservationDeserializer.of(serde),
                ValueSerde.serializer(serde));
        streams = new StreamsRunner(
                topology.get(),
                StreamsProperties.of(
                        config.kafka().streams(config.applicationId()),
                        config.stateDir(),
                        config.threads(),
                        config.commitInterval(),
                        config.membership(),
                        meters),
                clients,
                registry);
        shutdown.onClose("aggregation", Duration.ofSeconds(12), streams);
        sink = config.influxdb()
                .map(influx -> new InfluxSink(config.kafka(), config.applicationId() + "-influxdb", influx, registry));
        sink.ifPresent(s -> shutdown.onClose("InfluxDB sink", Duration.ofSeconds(6), s));
    }

    public void start() {
        streams.start();
        sink.ifPresent(InfluxSink::start);
    }

    public Map<String, Check> checks() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("aggregation", streams::check);
        sink.ifPresent(s -> checks.put("influxdb", s::check));
        return checks;
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
