package dev.probeline.bench.subject;

import dev.probeline.aggregator.AggregatorConfig;
import dev.probeline.aggregator.StreamAggregator;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;

/** The stream aggregator as its own main starts it, in this process. */
final class Aggregator implements Subject {
    private static final String COUNTED = "probeline.aggregator.results";

    private final StreamAggregator aggregator;
    private final PrometheusMeterRegistry registry;
    private final Counter counted;

    Aggregator(AggregatorConfig config) {
        registry = Metrics.create("stream-aggregator", Map.of());
        aggregator = new StreamAggregator(config, registry);
        counted = registry.get(COUNTED).counter();
    }

    @Override
    public void start() {
        aggregator.start();
    }

    @Override
    public long processed() {
        return (long) counted.count();
    }

    @Override
    public void check() {
        if (processed() > 0) {
            aggregator.checks().forEach((name, check) -> {
                CheckResult found = check.check();
                if (!found.ok()) {
                    throw new IllegalStateException(name + " is down: " + found.reason());
                }
            });
        }
    }

    @Override
    public void close() {
        aggregator.close();
        registry.close();
    }
}
