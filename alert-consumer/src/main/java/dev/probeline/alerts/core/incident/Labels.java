package dev.probeline.alerts.core.incident;

import dev.probeline.schemas.events.AlertEvent;
import java.util.Map;
import java.util.TreeMap;

/** The labels by which alerts are routed, grouped, silenced and inhibited. */
public final class Labels {
    /** Those of series and rule, and {@code alertname}, {@code severity}, {@code alertstate}, {@code scope}, {@code fault_domain}. */
    public static Map<String, String> of(AlertEvent event) {
        Map<String, String> labels = new TreeMap<>(event.getLabels());
        labels.put("alertname", event.getRule());
        labels.put("severity", event.getSeverity().toString());
        labels.put("alertstate", event.getState().toString());
        putIfKnown(labels, "scope", event.getScope());
        putIfKnown(labels, "fault_domain", event.getFaultDomain());
        return labels;
    }

    private static void putIfKnown(Map<String, String> labels, String name, String value) {
        if (value != null && !value.isBlank()) {
            labels.put(name, value);
        }
    }

    private Labels() {}
}
