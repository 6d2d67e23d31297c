package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.core.incident.Entry;
import dev.probeline.alerts.core.notify.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
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
            exists(failure);
        }
    }

    <T> T timed(Supplier<T> request) {
        return latency.record(request);
    }

    /** Every decision, under its reason; those of Alertmanager's metrics under its names too. */
    void decided(Entry entry) {
        switch (entry.what()) {
            case TOLD -> notifications.increment();
            case GIVEN_UP -> {
                notifications.increment();
                count("notifications.failed", "Notifications that were given up", entry.why());
            }
            case HELD -> count("notifications.suppressed", "Incidents whose news was held back", entry.why());
            case UNCERTAIN ->
                count(
                        "notifications.uncertain",
                        "Requests that a crash kept from the record: perhaps told twice",
                        entry.why());
            default ->
                count(
                        "notification.decisions." + entry.what().name().toLowerCase(Locale.ROOT),
                        "Incidents by what was decided",
                        entry.why());
        }
    }

    /** Alerts that no route leads anywhere, and incidents of a receiver that is no more. */
    static void decidedForNobody(MeterRegistry registry, Entry entry) {
        Counter.builder("notifications.undirected")
                .description("Alerts and incidents that no receiver is told of")
                .tag("reason", entry.why())
                .register(registry)
                .increment();
    }

    void failedRequest(Failure because) {
        count("notification.requests.failed", "Requests that did not arrive", because.text());
    }

    private void count(String name, String description, String reason) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    private void exists(Failure because) {
        Counter.builder("notifications.failed")
                .description("Notifications that were given up")
                .tags(tags)
                .tag("reason", because.text())
                .register(registry);
    }
}
