package dev.probeline.runtime.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one scalar of each type may look like; a reference may stand for any of them. */
final class ScalarSchema {
    private static final String REFERENCE = "\\$\\{(env|file):";
    private static final Map<String, Object> ANY = Map.of("type", List.of("string", "number", "boolean"));
    private static final Map<String, Object> WHOLE = form("^[+-]?[0-9]+$", "integer", "string");
    private static final Map<String, Object> NUMBER =
            form("^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?$", "number", "string");
    private static final Map<String, Object> TRUE_OR_FALSE = form("^(true|false)$", "boolean", "string");

    private static final Map<Class<?>, Map<String, Object>> FORMS = Map.ofEntries(
            Map.entry(int.class, WHOLE),
            Map.entry(Integer.class, WHOLE),
            Map.entry(long.class, WHOLE),
            Map.entry(Long.class, WHOLE),
            Map.entry(double.class, NUMBER),
            Map.entry(Double.class, NUMBER),
            Map.entry(boolean.class, TRUE_OR_FALSE),
            Map.entry(Boolean.class, TRUE_OR_FALSE),
            Map.entry(Duration.class, form("^" + Durations.PATTERN + "$", "string")),
            Map.entry(DataSize.class, form("^[0-9]{1,18}(([KkMmGgTt][Ii]?)?[Bb])?$", "integer", "string")),
            Map.entry(URI.class, form("^[A-Za-z][A-Za-z0-9+.-]*:", "string")),
            Map.entry(Instant.class, form("^[+-]?[0-9]{4,}-[0-9]{2}-[0-9]{2}T", "string")),
            Map.entry(LocalDate.class, form("^[+-]?[0-9]{4,}-[0-9]{2}-[0-9]{2}$", "string")));

    private ScalarSchema() {}

    /** Nothing for what is no scalar. */
    static Optional<Map<String, Object>> of(Class<?> type) {
        if (Scalars.of(type).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(type.isEnum() ? names(type) : FORMS.getOrDefault(type, ANY));
    }

    private static Map<String, Object> names(Class<?> type) {
        List<String> names = Scalars.constants(type).keySet().stream().toList();
        return Map.of("anyOf", List.of(Map.of("enum", names), form("", "string")));
    }

    /** @param types JSON's; the pattern is asked of strings only */
    private static Map<String, Object> form(String pattern, String... types) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", List.of(types));
        form.put("pattern", pattern.isEmpty() ? REFERENCE : pattern + "|" + REFERENCE);
        return form;
    }
}
