package dev.probeline.runtime.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The variables {@code logback.xml} reads, checked because Logback answers a wrong one with silence or noise. */
final class LogSettings {
    private static final Map<String, List<String>> KNOWN = new TreeMap<>(Map.of(
            "LOG_FORMAT", List.of("text", "json"),
            "LOG_LEVEL", List.of("trace", "debug", "info", "warn", "error", "off")));

    private LogSettings() {}

    /** What is wrong with the first wrong one. */
    static Optional<String> fault(Function<String, String> variables) {
        return KNOWN.entrySet().stream()
                .filter(known -> !fits(variables.apply(known.getKey()), known))
                .map(known -> "%s: %s (expected: one of %s)"
                        .formatted(
                                known.getKey(), variables.apply(known.getKey()), String.join(", ", known.getValue())))
                .findFirst();
    }

    /** As Logback looks them up: a system property wins over the environment. */
    static String current(String name) {
        return System.getProperty(name, System.getenv(name));
    }

    /** Names of appenders are taken as they are, names of levels in any case. */
    private static boolean fits(String value, Map.Entry<String, List<String>> known) {
        return value == null
                || known.getValue().contains(value)
                || (known.getKey().equals("LOG_LEVEL") && known.getValue().contains(value.toLowerCase(Locale.ROOT)));
    }
}
