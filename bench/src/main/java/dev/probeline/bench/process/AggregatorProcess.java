package dev.probeline.bench.process;

import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The aggregator as it runs in production: its own main in a process of its own, exactly once, default settings. */
public final class AggregatorProcess implements AutoCloseable {
    /** What a window waits for stragglers. */
    public static final Duration GRACE = Duration.ofSeconds(2);

    private static final String MAIN = "dev.probeline.aggregator.AggregatorMain";
    private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseG1GC", "-DLOG_LEVEL=warn");

    private final JavaProcess process;

    private AggregatorProcess(JavaProcess process) {
        this.process = process;
    }

    /** @param slice of windows of a minute that begin with every slice; zero: the default windows */
    public static AggregatorProcess start(KafkaSettings kafka, Path directory, int threads, Duration slice)
            throws IOException {
        String yaml = """
                kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                state_dir: %s
                threads: %d
                grace: %ds
                """.formatted(
                        kafka.bootstrapServers(),
                        kafka.schemaRegistryUrl(),
                        directory.resolve("state"),
                        threads,
                        GRACE.toSeconds());
        if (!slice.isZero()) {
            yaml += "slice: %1$ds%nwindows: [{size: 1m, advance: %1$ds}]%n".formatted(slice.toSeconds());
        }
        Path config = Files.writeString(directory.resolve("aggregator.yaml"), yaml);
        return new AggregatorProcess(JavaProcess.start(
                List.of(), OPTIONS, MAIN, directory.resolve("aggregator.log"), "--config", config.toString()));
    }

    /** @throws IOException with the end of its log, if it has ended */
    public void check() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the aggregator has ended: " + process.lastWords());
        }
    }

    @Override
    public void close() throws IOException {
        process.terminate();
        process.close();
    }
}
