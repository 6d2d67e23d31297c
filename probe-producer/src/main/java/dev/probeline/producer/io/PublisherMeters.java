package dev.probeline.producer.io;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of the results: delivered, tried again, dropped, waiting. */
public final class PublisherMeters {
    private final MeterRegistry registry;
    private final Counter pushed;
    private final Counter retries;

    public PublisherMeters(MeterRegistry registry) {
        this.registry = registry;
        this.pushed = Counter.builder("probe.publisher.push")
                .description("Results that Kafka acknowledged.")
                .register(registry);
        this.retries = Counter.builder("probe.publisher.retries")
                .description("Tries to hand a result to Kafka that were put off.")
                .register(registry);
    }

    void pushed() {
        pushed.increment();
    }

    public long pushedCount() {
        return (long) pushed.count();
    }

    void retried() {
        retries.increment();
    }

    void dropped(String reason, int results) {
        Counter.builder("probe.publisher.drop")
                .description("Results that were lost.")
                .tag("reason", reason)
                .register(registry)
                .increment(results);
    }

    void queue(Backlog<?> backlog) {
        Gauge.builder("probe.publisher.queue.records", backlog, Backlog::results)
                .description("Results that wait for Kafka's acknowledgement.")
                .strongReference(true)
                .register(registry);
        Gauge.builder("probe.publisher.queue", backlog, Backlog::bytes)
                .baseUnit("bytes")
                .description("Bytes of the results that wait, as Avro writes them.")
                .strongReference(true)
                .register(registry);
    }
}
