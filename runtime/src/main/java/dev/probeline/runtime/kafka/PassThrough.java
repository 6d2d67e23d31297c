package dev.probeline.runtime.kafka;

import dev.probeline.runtime.config.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The operator's properties, and which of them a client kind gets; a prefixed one wins over the same without. */
record PassThrough(Map<String, Secret> properties) {
    /** Properties that have a key of their own, so that nobody says them twice. */
    static final Map<String, String> OWNED =
            Map.of("bootstrap.servers", "bootstrap_servers", "schema.registry.url", "schema_registry_url");

    Map<String, Object> to(ClientKind kind) {
        Map<String, Object> shared = new LinkedHashMap<>();
        Map<String, Object> own = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            Optional<ClientKind> limit = ClientKind.ofProperty(name);
            if (limit.isEmpty()) {
                shared.put(name, value.reveal());
            } else if (limit.get() == kind) {
                own.put(kind.strip(name), value.reveal());
            } else if (kind == ClientKind.STREAMS) {
                own.put(name, value.reveal());
            }
        });
        shared.putAll(own);
        return shared;
    }
}
