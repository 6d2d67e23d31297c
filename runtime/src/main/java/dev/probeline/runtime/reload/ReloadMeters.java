package dev.probeline.runtime.reload;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Whether what runs is what the files say, under Prometheus' own two names. */
final class ReloadMeters {
    private final Clock clock;
    private volatile boolean successful = true;
    private volatile long succeededAt;

    ReloadMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        taken();
        Gauge.builder("probeline.config.last.reload.successful", () -> successful ? 1 : 0)
                .description("1 when the newest content of the configuration is at work, 0 when it was refused.")
                .register(registry);
        Gauge.builder("probeline.config.last.reload.success.timestamp", () -> succeededAt / 1e3)
                .description("When a configuration was last put to work, at the start or later.")
                .baseUnit("seconds")
                .register(registry);
    }

    void taken() {
        succeededAt = clock.millis();
        successful = true;
    }

    void refused() {
        successful = false;
    }
}
