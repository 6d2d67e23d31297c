package dev.probeline.quickstart.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One alert of a webhook message.
 *
 * @param arrived when we got it
 * @param fingerprint stays the same from firing to resolved
 * @param status {@code firing} or {@code resolved}
 */
public record Notification(
        Instant arrived,
        String fingerprint,
        String status,
        Map<String, String> labels,
        Map<String, String> annotations) {
    public Notification {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    static Notification of(JsonNode alert, Instant arrived) {
        return new Notification(
                arrived,
                alert.path("fingerprint").asText(),
                alert.path("status").asText(),
                texts(alert.path("labels")),
                texts(alert.path("annotations")));
    }

    public String name() {
        return labels.getOrDefault("alertname", "alert");
    }

    public String summary() {
        return annotations.getOrDefault("summary", "");
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
