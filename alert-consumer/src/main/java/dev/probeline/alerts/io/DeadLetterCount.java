package dev.probeline.alerts.io;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what went to the dead letters: {@code dead_letters_total{stage,reason}}. */
public record DeadLetterCount(MeterRegistry registry) {
    public void add(String stage, String reason) {
        Counter.builder("dead_letters")
                .description("Records that could not be read or delivered")
                .tag("stage", stage)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
