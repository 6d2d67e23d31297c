package dev.probeline.runtime.config;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Takes given values out of texts: long ones wherever they stand, short ones only as whole words. */
final class Redaction {
    private static final int LONG = 6;

    /** Longest first, so that a part of a value does not uncover the rest of it. */
    private final SortedSet<String> hidden =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    void hide(String value) {
        if (!value.isBlank()) {
            hidden.add(value);
        }
    }

    String apply(String text) {
        String redacted = text;
        for (String value : hidden) {
            redacted = value.length() >= LONG
                    ? redacted.replace(value, Secret.MASK)
                    : wholeWord(value).matcher(redacted).replaceAll(Secret.MASK);
        }
        return redacted;
    }

    private static Pattern wholeWord(String value) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])");
    }
}
