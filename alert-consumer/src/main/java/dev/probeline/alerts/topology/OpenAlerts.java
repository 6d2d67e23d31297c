package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.state.OpenAlert;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many alerts stand open, by rule and state, over all tasks of this process: the gauge {@code ALERTS}, named as
 * Prometheus names it.
 */
public final class OpenAlerts {
    private record Kind(String rule, String state, String severity) {}

    private final MeterRegistry registry;
    private final Map<Kind, AtomicInteger> counts = new ConcurrentHashMap<>();

    public OpenAlerts(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The part of one task; what it counted goes when it closes. */
    Share share() {
        return new Share();
    }

    private AtomicInteger count(Kind kind) {
        return counts.computeIfAbsent(kind, this::register);
    }

    private AtomicInteger register(Kind kind) {
        AtomicInteger count = new AtomicInteger();
        Gauge.builder("ALERTS", count, AtomicInteger::get)
                .description("Open alerts of the tasks of this process")
                .tag("alertname", kind.rule())
                .tag("alertstate", kind.state())
                .tag("severity", kind.severity())
                .register(registry);
        return count;
    }

    private static Kind kind(String rule, OpenAlert alert) {
        return new Kind(
                rule,
                alert.state().published().toString(),
                alert.card().severity().toString());
    }

    final class Share implements AutoCloseable {
        private final Map<String, SortedMap<String, OpenAlert>> counted = new HashMap<>();

        /** @param alerts all that are open at the place now */
        void now(String place, SortedMap<String, OpenAlert> alerts) {
            SortedMap<String, OpenAlert> before = alerts.isEmpty() ? counted.remove(place) : counted.put(place, alerts);
            if (before != null) {
                before.forEach((rule, alert) -> count(kind(rule, alert)).decrementAndGet());
            }
            alerts.forEach((rule, alert) -> count(kind(rule, alert)).incrementAndGet());
        }

        @Override
        public void close() {
            counted.values()
                    .forEach(alerts -> alerts.forEach(
                            (rule, alert) -> count(kind(rule, alert)).decrementAndGet()));
            counted.clear();
        }
    }
}
