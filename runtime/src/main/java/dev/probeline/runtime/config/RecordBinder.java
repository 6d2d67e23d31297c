package dev.probeline.runtime.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Binds a mapping to a record: every key a component, every component a key or a default, then its own conditions. */
final class RecordBinder {
    /** What a compact constructor says: {@code name: value (expected: …)}, or of what is in it {@code name[2].key: …}. */
    private static final Pattern CONDITION =
            Pattern.compile("([a-z0-9_]+)((?:\\[[0-9]+]|\\.[a-z0-9_]+)*): (.*)", Pattern.DOTALL);

    private final Binder values;
    private final Faults faults;

    RecordBinder(Binder values, Faults faults) {
        this.values = values;
        this.faults = faults;
    }

    /** @param besides a key that is known without being a component */
    Object bind(Yaml.Mapping node, Class<?> type, String... besides) {
        if (!type.isRecord()) {
            throw new IllegalStateException("a configuration cannot hold a " + type);
        }
        Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
        node.entries().forEach(entry -> entries.put(entry.key(), entry));
        tellUnknownKeys(node, type, besides);
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            arguments.add(component(node, component, entries.get(Names.snake(component.getName()))));
        }
        return arguments.contains(null) ? null : construct(node, type, arguments);
    }

    static List<String> keys(Class<?> type, String... besides) {
        List<String> keys = new ArrayList<>(List.of(besides));
        for (RecordComponent component : type.getRecordComponents()) {
            String key = Names.snake(component.getName());
            if (!keys.contains(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void tellUnknownKeys(Yaml.Mapping node, Class<?> type, String... besides) {
        List<String> keys = keys(type, besides);
        for (Yaml.Entry entry : node.entries()) {
            if (!keys.contains(entry.key())) {
                String path = Paths.child(node.path(), entry.key());
                faults.add(entry.keyAt(), path, "unknown key " + Names.expectedOneOf(entry.key(), keys));
            }
        }
    }

    private Object component(Yaml.Mapping node, RecordComponent component, Yaml.Entry entry) {
        boolean absent = entry == null || (entry.value() instanceof Yaml.Scalar scalar && scalar.isAbsent());
        if (!absent) {
            return values.bind(entry.value(), component.getGenericType());
        }
        String path = Paths.child(node.path(), Names.snake(component.getName()));
        Default fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            return values.bind(parsed(fallback, component, path, node.at()), component.getGenericType());
        }
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        Position at = entry == null ? node.at() : entry.keyAt();
        faults.add(at, path, "missing (expected: " + Binder.expected(component.getGenericType()) + ")");
        return null;
    }

    /** A default that is empty or null text stays text where a scalar is wanted. */
    private static Yaml parsed(Default fallback, RecordComponent component, String path, Position at) {
        if (Scalars.of(component.getType()).isPresent()) {
            return Yaml.Scalar.literal(path, at, fallback.value(), false);
        }
        return YamlReader.readDefault(fallback.value(), path, at);
    }

    private Object construct(Yaml.Mapping node, Class<?> type, List<Object> arguments) {
        try {
            return constructor(type).newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null) {
                refused.getMessage().lines().forEach(line -> condition(node, type, line));
                return null;
            }
            throw new IllegalStateException(type + " failed to be constructed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void condition(Yaml.Mapping node, Class<?> type, String line) {
        Matcher matcher = CONDITION.matcher(line);
        if (matcher.matches() && keys(type).contains(matcher.group(1))) {
            String path = Paths.child(node.path(), matcher.group(1)) + matcher.group(2);
            faults.addForeign(node.nearest(path), path, matcher.group(3));
        } else {
            faults.addForeign(node, node.path(), line);
        }
    }

    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }
}
