package dev.probeline.runtime.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The text of a {@link Default} as the JSON value an editor would write in its place. */
final class SchemaDefault {
    private SchemaDefault() {}

    static Object of(String text, Type type) {
        return Scalars.of(Binder.rawType(type)).isPresent()
                ? scalar(text, Binder.rawType(type))
                : value(YamlReader.readDefault(text, "", Position.START), type);
    }

    private static Object value(Yaml node, Type type) {
        Class<?> raw = Binder.rawType(type);
        if (raw == Optional.class) {
            return value(node, Binder.argument(type, 0));
        }
        if (node instanceof Yaml.Scalar scalar) {
            return scalar(scalar.text(), raw);
        }
        if (node instanceof Yaml.Sequence list) {
            return list.items().stream()
                    .map(item -> value(item, Binder.argument(type, 0)))
                    .toList();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Yaml.Entry entry : ((Yaml.Mapping) node).entries()) {
            values.put(entry.key(), value(entry.value(), typeOf(entry.key(), type)));
        }
        return values;
    }

    private static Type typeOf(String key, Type type) {
        if (Binder.rawType(type) == Map.class) {
            return Binder.argument(type, 1);
        }
        return Stream.of(Binder.rawType(type).getRecordComponents())
                .filter(component -> Names.snake(component.getName()).equals(key))
                .findFirst()
                .map(RecordComponent::getGenericType)
                .orElseThrow();
    }

    private static Object scalar(String text, Class<?> type) {
        Object value = Scalars.of(type).orElseThrow().parse().apply(text);
        return value instanceof Number || value instanceof Boolean ? value : text;
    }
}
