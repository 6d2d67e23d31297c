package dev.probeline.simulator.core;

import dev.probeline.runtime.config.DataSize;
import dev.probeline.runtime.config.Durations;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of a fault by name: its defaults, overlaid with what was given. */
final class Parameters {

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @param defaults names each parameter the fault has
     * @throws IllegalArgumentException if {@code given} has another
     */
    static Parameters of(String fault, Map<String, String> defaults, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>(defaults);
        given.forEach((name, value) -> {
            if (!defaults.containsKey(name)) {
                String known = defaults.isEmpty() ? "none" : String.join(", ", defaults.keySet());
                throw new IllegalArgumentException(
                        "with: " + name + " is no parameter of " + fault + " (expected: " + known + ")");
            }
            values.put(name, value);
        });
        return new Parameters(values);
    }

    /** {@code "after_chunks=3, gap=5ms"} as a map. */
    static Map<String, String> table(String text) {
        Map<String, String> table = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(", ")) {
            int equals = pair.indexOf('=');
            table.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return table;
    }

    String text(String name) {
        return values.get(name);
    }

    int count(String name) {
        return (int) Math.max(0, number(name));
    }

    double number(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("with: " + name + ": " + text(name) + " (expected: a number)", e);
        }
    }

    long nanos(String name) {
        try {
            return Durations.parse(text(name)).toNanos();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("with: " + name + ": " + e.getMessage(), e);
        }
    }

    long bytes(String name) {
        try {
            return DataSize.parse(text(name)).bytes();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("with: " + name + ": " + e.getMessage(), e);
        }
    }
}
