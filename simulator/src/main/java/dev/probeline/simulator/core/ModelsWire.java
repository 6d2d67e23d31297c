package dev.probeline.simulator.core;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The bytes of {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
final class ModelsWire {

    private ModelsWire() {}

    static String list(Map<String, Model> models, Optional<String> shutdown) {
        return models.entrySet().stream()
                .map(entry -> card(entry.getKey(), entry.getValue(), shutdown))
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}\n"));
    }

    /** @param shutdown announced instead of the model's own date */
    static String card(String id, Model model, Optional<String> shutdown) {
        return "{\"id\":" + Json.string(id) + ",\"object\":\"model\",\"created\":" + model.created()
                + ",\"owned_by\":\"system\",\"shutdown_date\":"
                + Json.stringOrNull(shutdown.or(model::shutdownDate)) + "}";
    }
}
