package dev.probeline.producer.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** A regular expression that takes time in proportion to the text, whatever text a provider sends. */
public record TextPattern(Pattern pattern) {

    static TextPattern parse(String text) {
        try {
            return new TextPattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    text + " (expected: a regular expression of RE2; " + e.getDescription() + ")", e);
        }
    }

    public boolean isFoundIn(String text) {
        return pattern.matcher(text).find();
    }
}
