package dev.probeline.producer.io;

import dev.probeline.producer.core.Headroom;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What holds each target back just now: how much, and of what how little remains. */
public final class RestraintMeters {
    private final MeterRegistry registry;
    private final Map<String, Shown> byTarget = new ConcurrentHashMap<>();

    public RestraintMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void show(String target, int stretch, List<Headroom> headroom) {
        byTarget.computeIfAbsent(target, Shown::new).set(stretch, headroom);
    }

    void forget(String target) {
        Shown shown = byTarget.remove(target);
        if (shown != null) {
            shown.gauges.values().forEach(registry::remove);
        }
    }

    private final class Shown {
        private final String target;
        private final Map<String, Meter> gauges = new ConcurrentHashMap<>();
        private volatile int stretch;
        private volatile List<Headroom> headroom = List.of();

        Shown(String target) {
            this.target = target;
            gauges.put(
                    "",
                    Gauge.builder("llm.probe.interval.stretch", () -> stretch)
                            .description("How many times its interval a target waits just now; 1 is the usual pace.")
                            .tags("target", target)
                            .register(registry));
        }

        void set(int times, List<Headroom> left) {
            stretch = times;
            headroom = List.copyOf(left);
            left.forEach(one -> gauges.computeIfAbsent(one.of(), this::gauge));
        }

        private Meter gauge(String resource) {
            return Gauge.builder("llm.probe.headroom", () -> share(resource))
                    .baseUnit("ratio")
                    .description("What remains of a rate limit or of a day's budget; 0 is nothing.")
                    .tags(Tags.of("target", target, "resource", resource))
                    .register(registry);
        }

        private double share(String resource) {
            return headroom.stream()
                    .filter(one -> one.of().equals(resource))
                    .mapToDouble(Headroom::share)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
