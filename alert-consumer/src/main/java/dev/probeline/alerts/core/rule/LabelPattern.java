package dev.probeline.alerts.core.rule;

/** Which values of a label a rule speaks about: a {@link Glob}, or between slashes a {@link Regex}. */
public sealed interface LabelPattern permits Glob, Regex {
    boolean matches(String value);

    /** @throws IllegalArgumentException if it is empty or no regular expression */
    static LabelPattern parse(String text) {
        boolean slashes = text.length() > 1 && text.startsWith("/") && text.endsWith("/");
        return slashes ? Regex.parse(text.substring(1, text.length() - 1)) : Glob.parse(text);
    }
}
