package dev.probeline.aggregator.io;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What the sink says of itself, for one measurement. */
final class SinkMeters {
    static final String STAGE = "stream-aggregator/influxdb";

    private final MeterRegistry registry;
    private final String measurement;
    private final Counter points;

    SinkMeters(MeterRegistry registry, Measurement measurement) {
        this.registry = registry;
        this.measurement = measurement.table();
        points = Counter.builder("probeline.influxdb.points")
                .description("Points written to InfluxDB; a point written again counts again.")
                .tag("measurement", this.measurement)
                .register(registry);
        for (Skipped reason : Skipped.values()) {
            skipped(reason, 0);
        }
    }

    /** Why a good record is not written. */
    enum Skipped {
        /** The window is still open, and early windows are not wanted. */
        EARLY,
        /** A later record of the same batch is the same point. */
        SUPERSEDED,
        /** It has no value, as a tombstone has none. */
        EMPTY
    }

    void written(int count) {
        points.increment(count);
    }

    void skipped(Skipped reason, int count) {
        Counter.builder("probeline.influxdb.skipped")
                .description("Good records that are not written to InfluxDB.")
                .tag("measurement", measurement)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment(count);
    }

    void deadLetter(String reason) {
        registry.counter("dead.letters", "stage", STAGE, "reason", reason).increment();
    }
}
