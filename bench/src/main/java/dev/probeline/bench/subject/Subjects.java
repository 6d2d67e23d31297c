package dev.probeline.bench.subject;

import dev.probeline.aggregator.AggregatorConfig;
import dev.probeline.bench.core.Row;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes what is measured. */
public record Subjects(KafkaSettings kafka, Path directory) {

    public Subject rawPoll(int threads) {
        return new Loops<>(loop(), ByteArrayDeserializer::new, threads);
    }

    public Subject pollDecode(int threads) {
        return new Loops<>(loop(), () -> ValueSerde.deserializer(kafka.common(), ProbeResult.class), threads);
    }

    /** @param window zero: the default windows */
    public Subject aggregator(int threads, Duration window) throws InvalidConfigException {
        String id = "bench-aggregator-" + UUID.randomUUID();
        String yaml =
                """
                kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                application_id: %s
                state_dir: %s
                threads: %d
                max_series: 1000000
                """.formatted(kafka.bootstrapServers(), kafka.schemaRegistryUrl(), id, directory.resolve(id), threads);
        if (!window.isZero()) {
            yaml += "windows: [{size: %ds, advance: %ds}]%n".formatted(window.toSeconds(), Row.ADVANCE.toSeconds());
        }
        return new Aggregator(ConfigFile.parse(yaml, "bench", AggregatorConfig.class, name -> null));
    }

    /** With windows that begin every {@link Row#ADVANCE}. */
    public Subject dsl(int threads, Duration window) {
        PeerOutput.create(kafka);
        return new HoppingWindows(kafka, directory, threads, window, Row.ADVANCE);
    }

    /** With windows that begin every {@link Row#ADVANCE}. */
    public Subject flink(int threads, Duration window) {
        PeerOutput.create(kafka);
        return new SlidingWindows(kafka, threads, window, Row.ADVANCE);
    }

    /** The services' consumer, which has Kafka's defaults but for the isolation level. */
    private Map<String, Object> loop() {
        return kafka.consumer("bench-loop", "");
    }
}
