package dev.probeline.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names in a file: {@code maxTtft} is written {@code max_ttft}, and a misspelt one is probably its nearest neighbour. */
final class Names {
    private Names() {}

    /** A component whose key is a Java keyword ends in an underscore: {@code for_} is written {@code for}. */
    static String snake(String camel) {
        String name = camel.endsWith("_") ? camel.substring(0, camel.length() - 1) : camel;
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** {@code (expected: one of a, b; did you mean a?)}. */
    static String expectedOneOf(String word, Collection<String> known) {
        String list = known.isEmpty() ? "no keys here" : "one of " + String.join(", ", known);
        String hint =
                nearest(word, known).map(near -> "; did you mean " + near + "?").orElse("");
        return "(expected: " + list + hint + ")";
    }

    static Optional<String> nearest(String word, Collection<String> known) {
        int reach = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> EditDistance.between(word, candidate) <= reach)
                .min(Comparator.comparingInt(candidate -> EditDistance.between(word, candidate)));
    }
}
