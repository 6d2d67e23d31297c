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
                .filter(candidate -> distance(word, candidate) <= reach)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
