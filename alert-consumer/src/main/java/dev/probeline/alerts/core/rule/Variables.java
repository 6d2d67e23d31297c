package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The variables of an expression: how each is read from a window. */
final class Variables {
    static Function<ProbeMetrics, Object> named(String name) {
        if (name.equals(Language.LABELS)) {
            return Variables::labels;
        }
        if (Metrics.countsByWord().contains(name)) {
            return window -> new CountsByWord(Metrics.counts(name, window));
        }
        Metric metric = Metrics.named(name);
        return metric.unit() == Unit.MILLISECONDS
                ? window -> duration(metric.read(window))
                : window -> number(metric.read(window));
    }

    private static Map<String, String> labels(ProbeMetrics window) {
        return Map.of(
                "provider", window.getProvider(),
                "model", window.getModel(),
                "endpoint", window.getEndpoint(),
                "region", window.getRegion(),
                "target", window.getTarget(),
                "api_key_alias", window.getApiKeyAlias());
    }

    private static Object duration(OptionalDouble milliseconds) {
        return milliseconds.isPresent()
                ? Duration.ofNanos(Math.round(milliseconds.getAsDouble() * 1e6))
                : Language.MISSING;
    }

    private static Object number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : Language.MISSING;
    }

    private Variables() {}
}
