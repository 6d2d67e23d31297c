package dev.probeline.producer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON object that stands as text in the configuration. */
public record JsonObject(ObjectNode value) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPECTED = " (expected: a JSON object such as '{\"temperature\": 0}')";

    static JsonObject parse(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            if (read instanceof ObjectNode object) {
                return new JsonObject(object);
            }
            throw new IllegalArgumentException("no JSON object" + EXPECTED);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("broken JSON" + EXPECTED, e);
        }
    }

    /** This object laid over another as a JSON merge patch (RFC 7396): null takes a member away. */
    public void patch(ObjectNode base) {
        patch(base, value);
    }

    private static void patch(ObjectNode base, ObjectNode patch) {
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                base.remove(member.getKey());
            } else if (value instanceof ObjectNode object) {
                JsonNode there = base.get(member.getKey());
                patch(there instanceof ObjectNode under ? under : base.putObject(member.getKey()), object);
            } else {
                base.set(member.getKey(), value);
            }
        });
    }
}
