package dev.probeline.aggregator.io;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the sink says of itself. */
final class SinkMeters {
    static final String STAGE = "stream-aggregator/influxdb";

    private final MeterRegistry registry;
    private final Counter points;

    SinkMeters(MeterRegistry registry) {
        this.registry = registry;
        points = Counter.builder("probeline.influxdb.points")
                .description("Points written to InfluxDB; a point written again counts again.")
                .register(registry);
    }

    void written(int count) {
        points.increment(count);
    }

    void deadLetter(String reason) {
        registry.counter("dead.letters", "stage", STAGE, "reason", reason).increment();
    }
}
