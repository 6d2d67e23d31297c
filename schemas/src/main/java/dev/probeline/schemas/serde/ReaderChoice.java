package dev.probeline.schemas.serde;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * As what a record is read: generic; the generated class that the writer's schema names; or the one class that is asked
 * for, which may hold fewer fields, and decoding skips the rest.
 */
record ReaderChoice(boolean specific, Optional<Class<?>> type) {
    static final String SPECIFIC = "specific.avro.reader";
    static final String VALUE_TYPE = "specific.avro.value.type";
    private static final String KEY_TYPE = "specific.avro.key.type";

    private static final ConfigDef KEYS = new ConfigDef()
            .define(SPECIFIC, ConfigDef.Type.BOOLEAN, false, Importance.MEDIUM, "read as generated classes")
            .define(VALUE_TYPE, ConfigDef.Type.CLASS, null, Importance.LOW, "generated class to read values as")
            .define(KEY_TYPE, ConfigDef.Type.CLASS, null, Importance.LOW, "generated class to read keys as");

    static ReaderChoice of(Map<String, ?> properties, boolean isKey) {
        Map<String, Object> values = KEYS.parse(properties);
        return new ReaderChoice((boolean) values.get(SPECIFIC), Optional.ofNullable((Class<?>)
                values.get(isKey ? KEY_TYPE : VALUE_TYPE)));
    }

    <T> DatumReader<T> reader(String topic, Schema writer) {
        if (!specific) {
            return new GenericDatumReader<>(writer);
        }
        Class<?> target = type.orElseGet(() -> named(topic, writer));
        SpecificData model = SpecificData.getForClass(target);
        return new SpecificDatumReader<>(writer, model.getSchema(target), model);
    }

    private static Class<?> named(String topic, Schema writer) {
        Class<?> found;
        try {
            found = SpecificData.get().getClass(writer);
        } catch (SecurityException e) {
            throw new UndecodableException(topic, "class " + writer.getFullName() + " is not trusted by Avro", e);
        }
        if (found == null) {
            throw new UndecodableException(
                    topic,
                    "no class " + writer.getFullName() + " here (expected: a generated class, or " + SPECIFIC
                            + "=false)");
        }
        return found;
    }
}
