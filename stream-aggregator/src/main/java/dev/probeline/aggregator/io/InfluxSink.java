package dev.probeline.aggregator.io;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies windows, and raw results where they are wanted, from their topics into InfluxDB: each with a thread and a
 * consumer of its own, so that a store that is away stalls nothing else.
 */
public final class InfluxSink implements AutoCloseable {
    /** All of them together. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final List<TopicSink<?>> sinks = new ArrayList<>();

    /** @param group consumer group of the windows; that of the results has {@code -results} behind it */
    public InfluxSink(KafkaSettings kafka, String group, InfluxSettings settings, MeterRegistry registry) {
        add(kafka, group, settings, Feed.windows(kafka, settings.earlyWindows()), registry);
        if (settings.results()) {
            add(kafka, group + "-results", settings, Feed.results(kafka), registry);
        }
    }

    private <T> void add(
            KafkaSettings kafka, String group, InfluxSettings settings, Feed<T> feed, MeterRegistry registry) {
        sinks.add(new TopicSink<>(kafka, group, settings, feed, new SinkMeters(registry, feed.measurement())));
    }

    public void start() {
        sinks.forEach(TopicSink::start);
    }

    /** Up while every topic is copied. */
    public CheckResult check() {
        return sinks.stream()
                .map(TopicSink::check)
                .filter(result -> !result.ok())
                .findFirst()
                .orElse(CheckResult.up());
    }

    @Override
    public void close() {
        sinks.forEach(TopicSink::end);
        long until = System.nanoTime() + CLOSE_WITHIN.toNanos();
        sinks.forEach(sink -> sink.awaitEnd(Duration.ofNanos(until - System.nanoTime())));
    }
}
