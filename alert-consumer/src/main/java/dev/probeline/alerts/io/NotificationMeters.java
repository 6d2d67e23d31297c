package dev.probeline.alerts.io;

import dev.probeline.alerts.core.notify.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** The metrics of one receiver, under Alertmanager's names. */
final class NotificationMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter notifications;
    private final Timer latency;

    NotificationMeters(MeterRegistry registry, String integration, String receiver) {
        this.registry = registry;
        this.tags = Tags.of("integration", integration, "receiver", receiver);
        this.notifications = Counter.builder("notifications")
                .description("Notifications that were delivered or given up")
                .tags(tags)
                .register(registry);
        this.latency = Timer.builder("notification.latency")
                .description("Time of one request to the receiver")
                .tags(tags)
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10))
                .register(registry);
        for (Failure failure : Failure.values()) {
            failed(failure);
        }
    }

    <T> T timed(Supplier<T> request) {
        return latency.record(request);
    }

    void delivered() {
        notifications.increment();
    }

    void givenUp(Failure because) {
        notifications.increment();
        failed(because).increment();
    }

    void retried(Failure because) {
        Counter.builder("notification.retries")
                .description("Requests that failed and are made again")
                .tags(tags)
                .tag("reason", because.text())
                .register(registry)
                .increment();
    }

    private Counter failed(Failure because) {
        return Counter.builder("notifications.failed")
                .description("Notifications that were given up")
                .tags(tags)
                .tag("reason", because.text())
                .register(registry);
    }
}
