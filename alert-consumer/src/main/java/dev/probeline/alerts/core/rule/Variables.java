package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
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

    /** Something of the right kind, to try an expression out. */
    static Object sample(String name) {
        if (name.equals(Language.LABELS)) {
            Map<String, String> labels = new TreeMap<>();
            for (Label label : Label.values()) {
                labels.put(label.text(), label.text());
            }
            return labels;
        }
        if (Metrics.countsByWord().contains(name)) {
            return new CountsByWord(Map.of());
        }
        return Metrics.named(name).unit() == Unit.MILLISECONDS ? Duration.ofSeconds(1) : (Object) 1.0;
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
