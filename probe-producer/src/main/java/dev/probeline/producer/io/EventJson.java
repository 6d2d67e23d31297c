package dev.probeline.producer.io;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.schemas.events.ProbeResult;
import org.apache.avro.Schema;

/** A result as one line of JSON, under the names of the schema; instants are ISO 8601, and what is not known is null. */
public final class EventJson {
    private EventJson() {}

    public static String of(ProbeResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : result.getSchema().getFields()) {
            put(json, field.name(), result.get(field.pos()));
        }
        return json.toString();
    }

    private static void put(ObjectNode json, String name, Object value) {
        if (value instanceof Double number) {
            json.put(name, number);
        } else if (value instanceof Number number) {
            json.put(name, number.longValue());
        } else if (value instanceof Boolean flag) {
            json.put(name, flag);
        } else {
            json.put(name, value == null ? null : word(value));
        }
    }

    /** Avro writes a symbol that is a word of Java's with a dollar sign. */
    static String word(Object value) {
        return value instanceof Enum<?> symbol ? symbol.name().replace("$", "") : value.toString();
    }
}
