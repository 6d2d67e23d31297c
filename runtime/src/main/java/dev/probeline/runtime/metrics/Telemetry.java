package dev.probeline.runtime.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a service's meters go: always to its own page for Prometheus, and to an OTLP receiver if there is one. */
public final class Telemetry implements AutoCloseable {
    private final PrometheusMeterRegistry page;
    private final Optional<OtlpMeterRegistry> otlp;
    private final MeterRegistry meters;

    /** @param resource attributes of the process for OTLP, such as {@code cloud.region}; {@code service.name} is added */
    public Telemetry(String service, Map<String, String> resource, Optional<OtlpSettings> settings) {
        page = Metrics.create(service, Map.of());
        otlp = settings.map(chosen -> otlp(service, resource, chosen, page));
        meters = otlp.<MeterRegistry>map(export -> new CompositeMeterRegistry(Clock.SYSTEM, List.of(page, export)))
                .orElse(page);
    }

    /** What meters are registered with. */
    public MeterRegistry meters() {
        return meters;
    }

    /** What the admin server shows. */
    public PrometheusMeterRegistry page() {
        return page;
    }

    /** Exports a last time. */
    @Override
    public void close() {
        otlp.ifPresent(OtlpMeterRegistry::close);
    }

    private static OtlpMeterRegistry otlp(
            String service, Map<String, String> resource, OtlpSettings settings, MeterRegistry failures) {
        OtlpMeterRegistry registry = OtlpMeterRegistry.builder(new OtlpExport(service, resource, settings))
                .metricsSender(new OtlpSender(failures))
                .build();
        registry.config().meterFilter(new WithoutEmptyTags());
        JvmMeters.bind(registry);
        return registry;
    }

    /** Prometheus wants the same labels on all meters of a name and takes an empty one for none; OTLP has none. */
    private static final class WithoutEmptyTags implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            List<Tag> tags = id.getTags().stream()
                    .filter(tag -> !tag.getValue().isEmpty())
                    .toList();
            return id.replaceTags(tags);
        }
    }
}
