package dev.probeline.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The JSON Schema (draft 2020-12) of a configuration record, for editors: everything {@link ConfigFile} accepts is
 * valid under it. The reverse does not hold, for what a compact constructor refuses is known to the constructor alone.
 */
public final class ConfigSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private final Map<String, Object> definitions = new TreeMap<>();
    private final Map<String, Class<?>> named = new HashMap<>();

    private ConfigSchema() {}

    /** As indented JSON text that ends in a line end. */
    public static String of(Class<? extends Record> root) {
        ConfigSchema schema = new ConfigSchema();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", DRAFT);
        document.putAll(schema.record(root, Optional.empty()));
        document.put("$defs", schema.definitions);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> schema(Type type) {
        Class<?> raw = Binder.rawType(type);
        if (raw == Optional.class) {
            return schema(Binder.argument(type, 0));
        }
        Optional<Map<String, Object>> scalar = ScalarSchema.of(raw);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (raw == List.class) {
            return node("array", "items", schema(Binder.argument(type, 0)));
        }
        if (raw == Map.class) {
            return node("object", "additionalProperties", schema(Binder.argument(type, 1)));
        }
        return reference(raw);
    }

    private Map<String, Object> reference(Class<?> type) {
        String simple = type.getSimpleName();
        String name = named.getOrDefault(simple, type) == type ? simple : type.getName();
        if (named.put(name, type) == null) {
            definitions.put(name, type.isSealed() ? variants(type) : record(type, Optional.empty()));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    private Map<String, Object> variants(Class<?> sealed) {
        List<Object> variants = new ArrayList<>();
        Binder.variants(sealed).forEach((name, type) -> variants.add(record(type, Optional.of(name))));
        return described(Descriptions.of(sealed), Map.of("oneOf", variants));
    }

    /** @param variant the value of the key {@code type} that selects it */
    private Map<String, Object> record(Class<?> type, Optional<String> variant) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        variant.ifPresent(name -> {
            properties.put("type", Map.of("const", name));
            required.add("type");
        });
        for (RecordComponent component : type.getRecordComponents()) {
            String key = Names.snake(component.getName());
            properties.put(key, property(component));
            if (isRequired(component)) {
                required.add(key);
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return described(Descriptions.of(type), schema);
    }

    private Map<String, Object> property(RecordComponent component) {
        Map<String, Object> schema = schema(component.getGenericType());
        Map<String, Object> property =
                described(Descriptions.of(component), isRequired(component) ? schema : nullable(schema));
        Default fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            property.put("default", SchemaDefault.of(fallback.value(), component.getGenericType()));
        }
        return property;
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getType() != Optional.class && !component.isAnnotationPresent(Default.class);
    }

    /** An empty value counts as absent. */
    private static Map<String, Object> nullable(Map<String, Object> schema) {
        if (!(schema.get("type") instanceof List<?> types)) {
            return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
        }
        List<Object> nullable = new ArrayList<>(types);
        nullable.add("null");
        Map<String, Object> changed = new LinkedHashMap<>(schema);
        changed.put("type", nullable);
        return changed;
    }

    private static Map<String, Object> node(String type, String key, Object value) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("type", type);
        node.put(key, value);
        return node;
    }

    private static Map<String, Object> described(Optional<String> description, Map<String, Object> schema) {
        Map<String, Object> described = new LinkedHashMap<>();
        description.ifPresent(text -> described.put("description", text));
        described.putAll(schema);
        return described;
    }
}
