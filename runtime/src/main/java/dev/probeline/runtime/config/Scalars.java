package dev.probeline.runtime.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types one scalar can become, each with how it is read and what a fault says is expected. */
final class Scalars {
    /** @param parse throws any {@link RuntimeException} at a text it does not take */
    record Kind(String expected, Function<String, Object> parse) {}

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(String.class, new Kind("text", text -> text)),
            Map.entry(Secret.class, new Kind("text", Secret::of)),
            Map.entry(int.class, new Kind("a whole number", Integer::valueOf)),
            Map.entry(Integer.class, new Kind("a whole number", Integer::valueOf)),
            Map.entry(long.class, new Kind("a whole number", Long::valueOf)),
            Map.entry(Long.class, new Kind("a whole number", Long::valueOf)),
            Map.entry(double.class, new Kind("a number", Scalars::number)),
            Map.entry(Double.class, new Kind("a number", Scalars::number)),
            Map.entry(boolean.class, new Kind("true or false", Scalars::trueOrFalse)),
            Map.entry(Boolean.class, new Kind("true or false", Scalars::trueOrFalse)),
            Map.entry(Duration.class, new Kind(Durations.EXPECTED, Durations::parse)),
            Map.entry(DataSize.class, new Kind(DataSize.EXPECTED, DataSize::parse)),
            Map.entry(URI.class, new Kind("an absolute URI such as https://api.example.com/v1", Scalars::absoluteUri)),
            Map.entry(Path.class, new Kind("a file path", Path::of)),
            Map.entry(Pattern.class, new Kind("a regular expression", Pattern::compile)),
            Map.entry(Instant.class, new Kind("an instant such as 2026-11-01T12:00:00Z", Instant::parse)),
            Map.entry(LocalDate.class, new Kind("a date such as 2026-11-01", LocalDate::parse)));

    private Scalars() {}

    /** Besides the above: enums by lower-case name, and any type with a {@code static parse(String)} of its own. */
    static Optional<Kind> of(Class<?> type) {
        if (KINDS.containsKey(type)) {
            return Optional.of(KINDS.get(type));
        }
        return type.isEnum() ? Optional.of(enumKind(type)) : parseMethod(type).map(parse -> ownKind(type, parse));
    }

    /** Of an enum, by the name in a file: the constant's in lower case, or what it says of itself. */
    static Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            boolean silent = name.equals(constant.toString());
            constants.put(silent ? name.toLowerCase(Locale.ROOT) : constant.toString(), constant);
        }
        return constants;
    }

    private static Kind enumKind(Class<?> type) {
        Map<String, Object> constants = constants(type);
        return new Kind("one of " + String.join(", ", constants.keySet()), text -> {
            Object constant = constants.get(text);
            if (constant == null) {
                throw new IllegalArgumentException(text);
            }
            return constant;
        });
    }

    private static Optional<Method> parseMethod(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("parse"))
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type)
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
                .findFirst();
    }

    private static Kind ownKind(Class<?> type, Method parse) {
        parse.setAccessible(true);
        String name = Names.snake(type.getSimpleName()).replace('_', ' ');
        return new Kind("a valid " + name, text -> {
            try {
                return parse.invoke(null, text);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Object number(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value) || Character.isLetter(text.charAt(text.length() - 1))) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static Object trueOrFalse(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object absoluteUri(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }
}
