package dev.probeline.alerts.core.rule;

/** A label pattern: {@code *} stands for any run of characters, {@code ?} for one, everything else for itself. */
public record Glob(String pattern) implements LabelPattern {
    public Glob {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("pattern is empty (expected: a label value, * for any characters)");
        }
    }

    static Glob parse(String pattern) {
        return new Glob(pattern);
    }

    @Override
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            // The star is asked first: a text that holds one itself must not use the pattern's star up.
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
