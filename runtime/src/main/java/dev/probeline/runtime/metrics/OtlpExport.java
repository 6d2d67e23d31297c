package dev.probeline.runtime.metrics;

import dev.probeline.runtime.config.Secret;
import io.micrometer.registry.otlp.CompressionMode;
import io.micrometer.registry.otlp.OtlpConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How meters are exported: as the configuration says, and as {@code OTEL_RESOURCE_ATTRIBUTES} names the process.
 *
 * @param resource attributes of the process
 */
record OtlpExport(String service, Map<String, String> resource, OtlpSettings settings) implements OtlpConfig {
    /** Micrometer's way to be configured by properties: there are none. */
    @Override
    public String get(String key) {
        return null;
    }

    @Override
    public String url() {
        return settings.url().toString();
    }

    @Override
    public Duration step() {
        return settings.interval();
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        settings.headers().forEach((String name, Secret value) -> headers.put(name, value.reveal()));
        return headers;
    }

    @Override
    public Map<String, String> resourceAttributes() {
        Map<String, String> attributes = new HashMap<>(OtlpConfig.super.resourceAttributes());
        resource.forEach(attributes::putIfAbsent);
        attributes.putIfAbsent("service.name", service);
        return attributes;
    }

    @Override
    public CompressionMode compressionMode() {
        return CompressionMode.GZIP;
    }

    @Override
    public TimeUnit baseTimeUnit() {
        return TimeUnit.SECONDS;
    }

    /** OTel has no such thing, and the histogram is there. */
    @Override
    public boolean publishMaxGaugeForHistograms() {
        return false;
    }
}
