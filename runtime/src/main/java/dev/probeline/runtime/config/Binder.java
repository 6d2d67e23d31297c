package dev.probeline.runtime.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;

/**
 * Turns a {@link Yaml} node into a value of a wanted type. What does not fit becomes a fault and {@code null}, and
 * the rest is bound all the same, so that all faults are told at once.
 */
final class Binder {
    /** A type's own message is taken if it is shorter than this. */
    private static final int LONG = 250;

    private final Faults faults;
    private final RecordBinder records;

    Binder(Faults faults) {
        this.faults = faults;
        this.records = new RecordBinder(this, faults);
    }

    /** The value, or {@code null} when at least one fault has been told. */
    Object bind(Yaml node, Type type) {
        if (node instanceof Yaml.Faulty) {
            return null;
        }
        Class<?> raw = rawType(type);
        boolean absent = node instanceof Yaml.Scalar empty && empty.isAbsent();
        if (raw == Optional.class) {
            Object value = absent ? Optional.empty() : bind(node, argument(type, 0));
            return absent || value == null ? value : Optional.of(value);
        }
        if (absent) {
            return mismatch(node, type);
        }
        Optional<Scalars.Kind> scalar = Scalars.of(raw);
        if (scalar.isPresent()) {
            return node instanceof Yaml.Scalar text ? scalar(text, raw, scalar.get()) : mismatch(node, type);
        }
        if (raw == List.class) {
            return node instanceof Yaml.Sequence list ? list(list, argument(type, 0)) : mismatch(node, type);
        }
        if (!(node instanceof Yaml.Mapping mapping)) {
            return mismatch(node, type);
        }
        if (raw == Map.class) {
            return map(mapping, argument(type, 1));
        }
        return raw.isSealed() ? variant(mapping, raw) : records.bind(mapping, raw);
    }

    private Object scalar(Yaml.Scalar node, Class<?> type, Scalars.Kind kind) {
        try {
            Object value = type == Secret.class && node.source().isPresent()
                    ? Secret.from(node.source().get(), node.text())
                    : kind.parse().apply(node.text());
            if (node.fromReference()) {
                hide(node.text(), value);
            }
            return value;
        } catch (RuntimeException e) {
            faults.add(node, reason(node, kind, e));
            return null;
        }
    }

    /** However a validator writes the value, it is not to be shown. */
    private void hide(String text, Object value) {
        faults.hide(text);
        faults.hide(String.valueOf(value));
        if (value instanceof Duration duration) {
            faults.hide(Durations.format(duration));
        }
    }

    private static String reason(Yaml.Scalar node, Scalars.Kind kind, RuntimeException e) {
        String own = e.getMessage() == null ? "" : e.getMessage();
        if (!node.fromReference() && own.contains("(expected: ") && own.length() < LONG && !own.contains("\n")) {
            return own;
        }
        String detail = e instanceof PatternSyntaxException syntax ? "; " + syntax.getDescription() : "";
        return node.shown() + " (expected: " + kind.expected() + detail + ")";
    }

    private Object list(Yaml.Sequence node, Type itemType) {
        List<Object> bound = new ArrayList<>();
        boolean whole = true;
        for (Yaml item : node.items()) {
            Object value = bind(item, itemType);
            whole &= value != null;
            bound.add(value);
        }
        return whole ? List.copyOf(bound) : null;
    }

    /** Keeps the order of the file. */
    private Object map(Yaml.Mapping node, Type valueType) {
        Map<String, Object> bound = new LinkedHashMap<>();
        boolean whole = true;
        for (Yaml.Entry entry : node.entries()) {
            Object value = bind(entry.value(), valueType);
            whole &= value != null;
            bound.put(entry.key(), value);
        }
        return whole ? Collections.unmodifiableMap(bound) : null;
    }

    private Object variant(Yaml.Mapping node, Class<?> sealed) {
        Map<String, Class<?>> variants = variants(sealed);
        Optional<Yaml.Entry> type =
                node.entries().stream().filter(e -> e.key().equals("type")).findFirst();
        if (type.isEmpty()) {
            String expected = String.join(", ", variants.keySet());
            faults.add(node.at(), Paths.child(node.path(), "type"), "missing (expected: one of " + expected + ")");
            return null;
        }
        Yaml name = type.get().value();
        if (!(name instanceof Yaml.Scalar text) || !variants.containsKey(text.text())) {
            faults.add(name, name.shown() + " " + Names.expectedOneOf(name.shown(), variants.keySet()));
            return null;
        }
        return records.bind(node, variants.get(text.text()), "type");
    }

    static Map<String, Class<?>> variants(Class<?> sealed) {
        Map<String, Class<?>> variants = new TreeMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            Named named = permitted.getAnnotation(Named.class);
            if (named == null) {
                throw new IllegalStateException(permitted + " lacks @Named");
            }
            variants.put(named.value(), permitted);
        }
        return variants;
    }

    private Object mismatch(Yaml node, Type type) {
        faults.add(node, node.shown() + " (expected: " + expected(type) + ")");
        return null;
    }

    static String expected(Type type) {
        Class<?> raw = rawType(type);
        if (raw == Optional.class) {
            return expected(argument(type, 0));
        }
        if (raw == List.class) {
            return "a list";
        }
        if (raw == Map.class) {
            return "a mapping";
        }
        if (raw.isSealed()) {
            return "a mapping whose type is one of "
                    + String.join(", ", variants(raw).keySet());
        }
        return Scalars.of(raw)
                .map(Scalars.Kind::expected)
                .orElseGet(() -> "a mapping of " + String.join(", ", RecordBinder.keys(raw)));
    }

    static Class<?> rawType(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
