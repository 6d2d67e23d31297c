package dev.probeline.simulator.core;

/** A pattern in which {@code *} is any text and {@code ?} any one character: {@code gpt-4o*}, {@code eu-*}. */
public record Glob(String pattern) {

    static final Glob ANY = new Glob("*");

    public static Glob parse(String pattern) {
        return new Glob(pattern);
    }

    /** Greedy, going back to the last star when it was too greedy. */
    boolean matches(String text) {
        int p = 0;
        int star = -1;
        int mark = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
