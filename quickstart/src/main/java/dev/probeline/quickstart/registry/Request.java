package dev.probeline.quickstart.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.quickstart.registry.RegistryFault.Code;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** What a route needs of a call: the values of its path's placeholders in order, the query, the JSON body. */
record Request(List<String> path, Map<String, String> query, JsonNode body) {

    boolean flag(String name) {
        return Boolean.parseBoolean(query.get(name));
    }

    Schema schema() {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new RegistryFault(Code.INVALID_SCHEMA, "Invalid schema type " + type + " (expected: AVRO)");
        }
        if (!body.path("references").isEmpty()) {
            throw new RegistryFault(Code.INVALID_SCHEMA, "Schema references are not supported (expected: one schema)");
        }
        return Registry.parse(text("schema"));
    }

    String text(String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual()) {
            throw new RegistryFault(Code.UNPROCESSABLE, "'" + field + "' must be given as a string");
        }
        return value.asText();
    }

    int id() {
        try {
            return Integer.parseInt(path.get(0));
        } catch (NumberFormatException e) {
            throw new RegistryFault(Code.UNKNOWN_PATH, "HTTP 404 Not Found");
        }
    }
}
