package dev.probeline.aggregator.topology;

import dev.probeline.aggregator.core.Observation;
import dev.probeline.schemas.events.ProbeMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What the aggregation says of itself. */
public final class AggregatorMeters {
    private static final double SECOND_MS = 1000;

    private final MeterRegistry registry;
    private final Counter results;
    private final Counter published;
    private final Counter corrections;
    private final DistributionSummary skew;
    private final AtomicInteger series = new AtomicInteger();

    public AggregatorMeters(MeterRegistry registry) {
        this.registry = registry;
        results = Counter.builder("probeline.aggregator.results")
                .description("Results counted into a slice.")
                .register(registry);
        published = Counter.builder("probeline.aggregator.windows")
                .description("Window records published, corrections included.")
                .register(registry);
        corrections = Counter.builder("probeline.aggregator.corrections")
                .description("Window records published again because of late results.")
                .register(registry);
        skew = DistributionSummary.builder("clock.skew")
                .baseUnit("seconds")
                .description("How far ahead of its arrival a result claims to have been completed.")
                .register(registry);
        registry.gauge("probeline.aggregator.series", series);
    }

    void counted(Observation observation, long arrivalMs) {
        results.increment();
        long ahead = observation.completedAtMs() - arrivalMs;
        if (ahead > 0) {
            skew.record(ahead / SECOND_MS);
        }
    }

    void published(ProbeMetrics metrics) {
        published.increment();
        if (metrics.getRevision() > 0) {
            corrections.increment();
        }
    }

    void series(int change) {
        series.addAndGet(change);
    }

    void deadLetter(String reason) {
        registry.counter("dead.letters", "stage", RejectionHandler.STAGE, "reason", reason)
                .increment();
    }
}
