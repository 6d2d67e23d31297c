package dev.probeline.schemas.serde;

import java.util.HashMap;
import java.util.Map;

/** Properties that name our serde, whatever the build's default is. */
final class Ours {
    private Ours() {}

    static Map<String, Object> at(String registryUrl) {
        return with(Map.of("schema.registry.url", registryUrl));
    }

    static Map<String, Object> with(Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("value.serializer", AvroSerializer.class.getName());
        all.put("value.deserializer", AvroDeserializer.class.getName());
        return all;
    }
}
