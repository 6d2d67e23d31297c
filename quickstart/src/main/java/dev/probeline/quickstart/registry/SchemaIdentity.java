package dev.probeline.quickstart.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.Schema;

/** What makes two schema texts the same schema: equal JSON after Avro's own rendering, whatever the order of keys. */
record SchemaIdentity(JsonNode tree) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SchemaIdentity of(Schema schema) {
        try {
            return new SchemaIdentity(JSON.readTree(schema.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro rendered a schema that is no JSON", e);
        }
    }
}
