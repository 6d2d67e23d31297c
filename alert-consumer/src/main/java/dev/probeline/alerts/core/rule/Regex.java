package dev.probeline.alerts.core.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** A label pattern as Prometheus has it: RE2, anchored at both ends, in time linear to the text. */
public record Regex(Pattern pattern) implements LabelPattern {
    static Regex parse(String text) {
        try {
            return new Regex(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "/" + text + "/: " + e.getDescription() + " (expected: a regular expression, RE2)", e);
        }
    }

    @Override
    public boolean matches(String value) {
        return pattern.matches(value);
    }
}
